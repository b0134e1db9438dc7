import { wait } from '@cid-elements/scanning/testing/wait';
import { expect } from 'chai';
import { CodeChooser, type ForeignKind, REPORT_AFTER_MS } from './code-chooser.js';

const REAL = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';
const TRAINING = 'https://id.cid-training.invalid/m5/0123456789?p=f';
const INVITATION = 'https://max.ru/digitalid_bot?startapp=age_verification';
const POSTER = 'https://library.example/catalogue';
const STARTS = ['https://www.gosuslugi.ru/m', 'https://gosuslugi.ru/m', 'https://id.cid-training.invalid/m'];

describe('CodeChooser', () => {
  let chosen: string[];
  let named: (ForeignKind | undefined)[];
  let now: number;
  const make = (training = false) => {
    chosen = [];
    named = [];
    now = 1000;
    const chooser = new CodeChooser({
      starts: () => STARTS,
      training: () => training,
      onChosen: (text, source) => chosen.push(`${source} ${text}`),
      onForeign: (kind) => named.push(kind),
      now: () => now,
    });
    chooser.begin();
    return chooser;
  };
  /** Offers a code repeatedly, as a camera does while it is in view. */
  const view = (chooser: CodeChooser, text: string, ms: number) => {
    for (const end = now + ms; now < end; now += 100) chooser.offer(text, 'camera');
  };

  it('chooses a Digital ID code at once, also after other codes', () => {
    const chooser = make();
    for (const text of [POSTER, '4600112233445', INVITATION, TRAINING]) chooser.offer(text, 'wedge');
    expect(chosen).to.deep.equal([]);
    chooser.offer(REAL, 'wedge');
    expect(chosen).to.deep.equal([`wedge ${REAL}`]);
  });

  it('chooses a training code at once in training, otherwise after two seconds', async () => {
    make(true).offer(TRAINING, 'wedge');
    expect(chosen).to.deep.equal([`wedge ${TRAINING}`]);
    make().offer(TRAINING, 'wedge');
    expect(chosen).to.deep.equal([]);
    await wait(REPORT_AFTER_MS + 100);
    expect(chosen).to.deep.equal([`wedge ${TRAINING}`]);
  });

  it('chooses the best foreign scan if no better code comes within two seconds', async () => {
    const chooser = make();
    for (const text of [POSTER, INVITATION, '4600112233445']) chooser.offer(text, 'wedge');
    await wait(REPORT_AFTER_MS - 300);
    expect(chosen).to.deep.equal([]);
    await wait(600);
    expect(chosen).to.deep.equal([`wedge ${INVITATION}`]);
  });

  it('reports a foreign code that stays in view, and continues the capture', () => {
    const chooser = make();
    view(chooser, POSTER, 1_900);
    expect(named).to.deep.equal([]);
    view(chooser, POSTER, 400);
    expect(named).to.deep.equal(['foreign']);
    view(chooser, INVITATION, 300);
    expect(named).to.deep.equal(['foreign', 'invitation']);
    chooser.offer(REAL, 'camera');
    expect(chosen).to.deep.equal([`camera ${REAL}`]);
  });

  it('does not report a foreign code that is in view only briefly', () => {
    const chooser = make();
    for (let i = 0; i < 6; i++) {
      view(chooser, POSTER, 700);
      now += 1_500;
    }
    expect(named).to.deep.equal([]);
    expect(chosen).to.deep.equal([]);
  });

  it('ignores the code of the previous check while it stays in view', () => {
    const chooser = make();
    chooser.offer(REAL, 'camera');
    chooser.begin();
    view(chooser, REAL, 1_500);
    expect(chosen.length).to.equal(1);
    now += 1_600;
    chooser.offer(REAL, 'camera');
    expect(chosen.length, 'shown again').to.equal(2);
    chooser.begin();
    now += 3_000;
    view(chooser, REAL, 2_200);
    expect(chosen.length, 'kept before the camera').to.equal(3);
    chooser.begin();
    chooser.offer(REAL, 'wedge');
    expect(chosen.length, 'scanned by hand').to.equal(4);
    chooser.begin();
    chooser.offer(`${REAL}2`, 'camera');
    expect(chosen.length, 'another code').to.equal(5);
  });

  it('treats another path of an accepted host as foreign', () => {
    const chooser = make();
    for (const path of ['main', 'm', 'm5', 'm/x', 'mfc/1']) {
      chooser.offer(`https://www.gosuslugi.ru/${path}`, 'wedge');
      expect(chooser.isCode(`https://www.gosuslugi.ru/${path}`)).to.equal(false);
    }
    expect(chosen).to.deep.equal([]);
    chooser.end();
  });

  it('drops pending codes when the capture ends', async () => {
    const chooser = make();
    chooser.offer(POSTER, 'wedge');
    chooser.end();
    await wait(REPORT_AFTER_MS + 100);
    expect(chosen).to.deep.equal([]);
  });
});
