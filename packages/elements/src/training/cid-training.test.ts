import { COURSE, COURSE_CASES, type CourseCase, type CourseCaseId } from '@cid-elements/core/course';
import { trainingCode } from '@cid-elements/core/training';
import { ShortTimers } from '@cid-elements/scanning/testing/short-timers';
import { expect } from 'chai';
import './define.js';
import { course as english } from '../locales/en/course.js';
import { course as russian } from '../locales/ru/course.js';
import type { CidScanner } from '../scanner/cid-scanner.js';
import type { CidTraining } from './cid-training.js';
import type { CourseTexts } from './course-texts.js';

/** Must equal the constant in `training-verifier.ts`. */
const PAUSE_MS = 600;

const caseOf = (id: CourseCaseId): CourseCase => COURSE[id];

describe('<cid-training>', () => {
  let element: CidTraining;
  let t: CourseTexts;
  let finished: Event[];
  let timers: ShortTimers;
  const root = (): ShadowRoot => element.shadowRoot as ShadowRoot;
  const words = (): string => root().querySelector('.screen')?.textContent ?? '';
  const press = (key: number | string): void =>
    root().querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();

  async function until(what: string, isTrue: () => unknown): Promise<void> {
    for (let tries = 0; tries < 500 && !isTrue(); tries++) await new Promise((go) => setTimeout(go, 10));
    await element.updateComplete;
    expect(Boolean(isTrue()), what).to.equal(true);
  }
  const phase = (name: string): Promise<void> => until(`the phase ${name}`, () => element.state === name);

  async function open(attributes: Record<string, string> = {}, config?: object): Promise<void> {
    element = document.createElement('cid-training');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (config) element.config = config;
    finished = [];
    element.addEventListener('cid-course', (event) => finished.push(event));
    document.body.append(element);
    t = attributes.lang === 'en' ? english : russian;
    await until('the start', () => words().includes(t.start));
  }

  /** The case on screen, found by its text. */
  const present = (): CourseCaseId => {
    const found = COURSE_CASES.find((id) => words().includes(t.cases[id].situation));
    if (!found) throw new Error(`No case for this text: ${words()}`);
    return found;
  };

  /** Reads the visitor's code, if there is one, and takes a decision. */
  async function decide(pick: (id: CourseCaseId) => string): Promise<CourseCaseId> {
    if (element.state === 'capture') {
      press(1);
      await phase('choice');
    }
    const id = present();
    const label = (t.cases[id].decisions as Readonly<Record<string, string>>)[pick(id)] ?? '';
    const button = [...root().querySelectorAll<HTMLElement>('.decisions button')].find((one) =>
      one.textContent?.includes(label),
    );
    button?.click();
    await phase('result');
    return id;
  }
  const named =
    (right: boolean, turn = 0) =>
    (id: CourseCaseId): string => {
      const all = Object.entries(caseOf(id).decisions).filter(([, decision]) => decision.right === right);
      return all[turn % all.length]?.[0] ?? '';
    };

  async function walk(count: number, pick: (id: CourseCaseId) => string, seen: CourseCaseId[] = []) {
    for (let visitor = 0; visitor < count; visitor++) {
      await until('a visitor', () => element.state === 'capture' || element.state === 'choice');
      seen.push(await decide(pick));
      press(1);
      await element.updateComplete;
    }
    return seen;
  }

  beforeEach(() => {
    timers = new ShortTimers(PAUSE_MS);
  });
  afterEach(() => {
    element.remove();
    timers.restore();
  });

  it('shows every visitor once, fires cid-course once, and ends with a sheet without a score', async () => {
    const bubbled: Event[] = [];
    const count = (event: Event): number => bubbled.push(event);
    document.addEventListener('cid-course', count);
    await open();
    press(1);
    const seen = await walk(COURSE_CASES.length, named(true));
    expect([...seen].sort()).to.deep.equal([...COURSE_CASES].sort());
    expect(words()).to.include(t.result.done);
    document.removeEventListener('cid-course', count);
    expect(finished).to.have.length(1);
    expect(bubbled).to.have.length(0);
    expect((finished[0] as CustomEvent).detail).to.equal(null);
    const sheet = root().querySelector('.sheet')?.textContent ?? '';
    for (const word of [t.sheet.name, t.sheet.signature, '2026-11', 'п. 4.3', 'п. 5.2'])
      expect(sheet).to.include(word);
    expect(sheet).not.to.match(/\d из \d/);
    expect(root().querySelector('input, textarea')).to.equal(null);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });

  // Two rounds, because each case has two wrong decisions.
  for (let turn = 0; turn < 2; turn++)
    it(`explains wrong decisions by their clause and repeats the cases (${turn + 1})`, async () => {
      await open({ way: 'gateway' });
      press(1);
      for (let visitor = 0; visitor < COURSE_CASES.length; visitor++) {
        await until('a visitor', () => element.state === 'capture' || element.state === 'choice');
        const id = await decide(named(false, turn));
        const name = named(false, turn)(id);
        expect(words()).to.include(t.wrong);
        expect(words()).to.include(`п. ${caseOf(id).decisions[name]?.clause}`);
        expect(words()).to.include(
          (t.cases[id].decisions as Readonly<Record<string, string>>)[named(true)(id)],
        );
        press(1);
        await element.updateComplete;
      }
      expect(words()).to.include(t.result.left);
      expect(words()).to.include(t.result.repeat(12));
      expect(root().querySelector('.sheet')).to.equal(null);
      expect(finished).to.have.length(0);
      press(1);
      await walk(11, named(true));
      await until('the last visitor', () => element.state === 'capture' || element.state === 'choice');
      const last = await decide(named(false, turn));
      press(1);
      await element.updateComplete;
      expect(words()).to.include(t.result.repeat(1));
      press(1);
      expect(await walk(1, named(true))).to.deep.equal([last]);
      expect(words()).to.include(t.result.done);
      expect(finished).to.have.length(1);
    });

  it('has texts for every clause and decision in both languages', () => {
    for (const texts of [russian, english] as CourseTexts[])
      for (const id of COURSE_CASES) {
        const { clause, decisions } = caseOf(id);
        expect(Object.keys(texts.cases[id].decisions).sort()).to.deep.equal(Object.keys(decisions).sort());
        for (const its of [clause, ...Object.values(decisions).map((one) => one.clause)])
          expect(Object.keys(texts.clauses), `${id} ${its}`).to.include(its);
      }
  });

  it('follows the configuration: clause numbers, benefits, institution, way', async () => {
    await open(
      { benefits: 'age' },
      { institution: { name: 'Учебная библиотека № 0' }, clauses: { '4.3': '7.1' }, ways: ['goskan'] },
    );
    await until('the configuration', () => words().includes(t.way.goskan));
    press(1);
    for (let visitor = 0; visitor < COURSE_CASES.length; visitor++) {
      await until('a visitor', () => element.state === 'capture' || element.state === 'choice');
      expect(words()).to.include(t.benefit.age);
      const id = await decide(named(true));
      if (id === 'must-accept') expect(words()).to.include('п. 7.1');
      press(1);
      await element.updateComplete;
    }
    expect(root().querySelector('.sheet')?.textContent).to.include('Учебная библиотека № 0');
  });

  it("checks the scanned code of the current visitor and rejects another visitor's", async () => {
    await open({ way: 'gateway' });
    press(1);
    await until('a visitor', () => element.state !== 'idle');
    while (element.state !== 'capture') {
      await decide(named(true));
      press(1);
      await element.updateComplete;
    }
    const { visitor } = caseOf(present());
    press(2);
    await until('a scanner', () => root().querySelector('cid-scanner')?.state === 'capture');
    const scanner = (): CidScanner => root().querySelector('cid-scanner') as CidScanner;
    const wrong = visitor === 'no-network' ? 'expired' : 'no-network';
    scanner().read(trainingCode(wrong, 'student', Date.now(), 'x').text, 'wedge');
    await until('the notice', () => words().includes(t.read.other));
    await until('the scanner again', () => scanner()?.state === 'capture');
    const asked = words();
    const benefit = (['student', 'large-family', 'age'] as const).find((one) =>
      asked.includes(t.benefit[one]),
    );
    scanner().read(trainingCode(visitor, benefit ?? 'student', Date.now(), 'x').text, 'wedge');
    await phase('choice');
    expect(words()).to.include(t.answer.by.gateway);
  });

  it('can be operated by keyboard: each screen takes focus, digits choose', async () => {
    await open();
    const key = (digit: number): void => {
      const target = root().activeElement ?? root().querySelector('[data-key]');
      target?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: `${digit}`,
          code: `Digit${digit}`,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    };
    key(1);
    await until('a visitor', () => element.state === 'capture' || element.state === 'choice');
    expect(root().activeElement?.getAttribute('role')).to.equal('heading');
    if (element.state === 'capture') {
      key(1);
      await phase('choice');
    }
    expect(root().activeElement?.getAttribute('role')).to.equal('heading');
    key(2);
    await phase('result');
    expect(root().activeElement?.textContent).to.be.oneOf([t.right, t.wrong]);
  });

  it('is translated into English, and is marked as training in every state', async () => {
    await open({ lang: 'en' });
    const isTraining = (): boolean =>
      /Training/.test(root().querySelector('.training-band')?.textContent ?? '');
    await until('the band', isTraining);
    press(1);
    await walk(3, named(true));
    expect(isTraining()).to.equal(true);
    const said = root().querySelector('.root')?.textContent?.replaceAll('Госуслуги', '');
    expect(said).not.to.match(/[а-яё]{4,}/i);
  });

  it('starts again after it was removed', async () => {
    await open();
    press(1);
    await walk(2, named(true));
    element.remove();
    await new Promise((go) => setTimeout(go, 20));
    document.body.append(element);
    await until('the start', () => words().includes(t.start));
    expect(element.state).to.equal('idle');
  });
});
