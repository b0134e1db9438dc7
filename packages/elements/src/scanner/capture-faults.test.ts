/** Foreign codes and damaged scans during a check. */
import { wait } from '@cid-elements/scanning/testing/wait';
import '../all.js';
import { trainingCode } from '@cid-elements/core';
import { expect } from 'chai';
import type { CidCheck } from '../check/cid-check.js';
import type { CidScanDetail, CidScanner, CidStatusDetail } from './cid-scanner.js';

/** A new code for each check, because a code expires and is valid once. */
let phones = 0;
const newCode = () => trainingCode('right', 'student', Date.now(), `phone ${phones++}`).text;

async function until(what: string, met: () => boolean, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!met()) {
    if (performance.now() > end) throw new Error(`Timed out: ${what}`);
    await wait(20);
  }
}

/** All visible text, also inside shadow roots. */
function shown(node: Node): string {
  if (node instanceof HTMLStyleElement) return '';
  if (node instanceof Element && (node as HTMLElement).hidden) return '';
  const inside = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [];
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  return [...inside, ...node.childNodes].map(shown).join(' ');
}

/** Types as a scanner with 3 ms per key and without `event.code`. */
async function scan(text: string, terminator = true): Promise<void> {
  for (const key of terminator ? [...text, 'Enter'] : text) {
    const target = document.activeElement ?? document.body;
    const init = { key, bubbles: true, cancelable: true, composed: true };
    if (target.dispatchEvent(new KeyboardEvent('keydown', init)) && key.length === 1) {
      const field = target instanceof HTMLInputElement ? target : undefined;
      if (target.dispatchEvent(new KeyboardEvent('keypress', init)) && field) field.value += key;
    }
    target.dispatchEvent(new KeyboardEvent('keyup', init));
    await wait(3);
  }
}

describe('capture with foreign codes', function () {
  this.timeout(40_000);
  let field: HTMLInputElement;
  let check: CidCheck;
  let statuses: CidStatusDetail[];

  beforeEach(async () => {
    field = document.createElement('input');
    check = document.createElement('cid-check') as CidCheck;
    check.setAttribute('verifier', 'training');
    check.setAttribute('sources', 'wedge');
    statuses = [];
    check.addEventListener('cid-status', (event) => statuses.push(event.detail));
    document.body.append(field, check);
    await until('the choice', () => check.state === 'choice');
    field.focus();
  });

  afterEach(() => {
    check.remove();
    field.remove();
  });

  const armed = async () => {
    check.startCheck();
    await until('armed', () => statuses.some(({ status }) => status === 'on'));
  };

  it('checks the code after a barcode of a book', async () => {
    await armed();
    await scan('4600112233445');
    await wait(100);
    expect(check.state).to.equal('capture');
    await scan(newCode());
    await until('an answer', () => check.state === 'face');
    expect(field.value).to.equal('');
  });

  it('fails with foreign-code two seconds after a barcode of a book alone', async () => {
    await armed();
    await scan('4600112233445');
    await wait(1_500);
    expect(check.state).to.equal('capture');
    await until('the outcome', () => check.state === 'result');
    expect(shown(check)).to.contain('Это не код Цифрового ID');
  });

  it('shows a message and stays armed after a distorted scan', async () => {
    await armed();
    await scan(newCode().slice(1));
    await until('words', () => shown(check).includes('Код пришёл с искажениями'));
    expect(check.state).to.equal('capture');
    await scan(newCode());
    await until('an answer', () => check.state === 'face');
  });

  it('begins a check that asks to scan again after a distorted scan at rest', async () => {
    // The guard needs its lazily loaded module.
    await wait(1_500);
    await scan(newCode().replace(':', ';'));
    await until('the capture', () => check.state === 'capture');
    await until('words', () => shown(check).includes('Код пришёл с искажениями'));
    expect(field.value).to.equal('');
    expect(statuses.some(({ problem }) => problem === 'distorted')).to.equal(true);
  });

  it('cid-status carries no text', async () => {
    await armed();
    await scan(newCode());
    await until('an answer', () => check.state === 'face');
    expect(statuses.length).to.be.at.least(2);
    for (const detail of statuses)
      expect(Object.keys(detail).every((name) => ['source', 'status', 'problem'].includes(name))).to.equal(
        true,
      );
    expect(JSON.stringify(statuses)).not.to.contain('gosuslugi').and.not.to.contain('cid-training');
  });
});

describe('<cid-scanner> outside <cid-check>', function () {
  this.timeout(20_000);

  it('fires cid-scan for a foreign code after two seconds, unless a Digital ID code comes first', async () => {
    const scanner = document.createElement('cid-scanner') as CidScanner;
    scanner.sources = 'wedge';
    const details: CidScanDetail[] = [];
    scanner.addEventListener('cid-scan', (event) => details.push(event.detail));
    document.body.append(scanner);
    scanner.start();
    await until('armed', () => scanner.wedge.status === 'on');
    await scan('4600112233445');
    await wait(300);
    expect(details).to.deep.equal([]);
    await until('the book', () => details.length === 1);
    scanner.start();
    await scan('4600112233445');
    const code = newCode();
    await scan(code);
    await until('the code', () => details.length === 2);
    expect(details.map(({ text }) => text === code)).to.deep.equal([false, true]);
    scanner.remove();
  });
});
