/** The elements as guests in somebody's page. */
import './all.js';
import { expect } from 'chai';
import type { CidCheck } from './check/cid-check.js';
import { defineElement } from './internal/define-element.js';
import type { CidResult } from './result/cid-result.js';
import type { CidScanner } from './scanner/cid-scanner.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a guest in the page', () => {
  it('is defined once; a second definition warns and changes nothing', () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (line: string) => said.push(line);
    try {
      defineElement('cid-check', class extends HTMLElement {});
      defineElement('cid-check', customElements.get('cid-check')!);
    } finally {
      console.warn = warn;
    }
    expect(said.length).to.equal(1);
  });

  it('takes properties that were set before it was upgraded', async () => {
    const early = document.createElement('cid-early') as unknown as {
      benefits: string;
      updateComplete: Promise<boolean>;
    } & HTMLElement;
    early.benefits = 'age';
    document.body.append(early);
    defineElement('cid-early', class extends (customElements.get('cid-check') as typeof CidCheck) {});
    await early.updateComplete;
    expect(early.shadowRoot!.textContent).to.contain('18 лет и старше').and.not.to.contain('Студент');
    early.remove();
  });

  it('verifies what it is given before its configuration has come', async () => {
    const result = document.createElement('cid-result') as CidResult;
    result.gateway = '/';
    result.config = { ways: ['gateway'], gatewayAct: { title: 'Приказ' } };
    const outcome = new Promise<string>((resolve) => {
      result.addEventListener('cid-outcome', (event) => resolve(event.detail.outcome));
    });
    document.body.append(result);
    result.verify('https://elsewhere.invalid/m');
    // What the gateway says of it, not «the local act does not permit this way».
    expect(await outcome).to.equal('foreign-code');
    result.remove();
  });

  it('stands events without a key, and attributes that are taken away', async () => {
    const check = document.createElement('cid-check') as CidCheck;
    check.setAttribute('verifier', 'training');
    check.setAttribute('sources', 'wedge');
    document.body.append(check);
    await check.updateComplete;
    await wait(300);
    for (const type of ['keydown', 'keypress', 'keyup'])
      for (const target of [document.body, check]) target.dispatchEvent(new Event(type, { bubbles: true }));
    check.removeAttribute('sources');
    check.startCheck();
    await check.updateComplete;
    expect(check.state).to.equal('capture');
    check.removeAttribute('verifier');
    await check.updateComplete;
    check.remove();
  });

  it('takes no focus when it comes, and keeps its check when it is moved', async () => {
    const field = document.createElement('input');
    const check = document.createElement('cid-check') as CidCheck;
    check.attorneyUntil = '2999-01-01';
    document.body.append(field);
    field.focus();
    document.body.append(check);
    await check.updateComplete;
    expect(document.activeElement).to.equal(field);
    check.startCheck();
    expect(check.state).to.equal('choice');
    await check.updateComplete;
    expect(check.state).to.equal('working');
    const wrapper = document.createElement('div');
    document.body.append(wrapper);
    wrapper.append(check);
    await wait(20);
    expect(check.state).to.equal('working');
    wrapper.remove();
    await wait(20);
    document.body.append(check);
    await check.updateComplete;
    expect(check.state).to.equal('choice');
    check.startPaper();
    await check.updateComplete;
    expect(check.state).to.equal('paper');
    check.remove();
    field.remove();
  });

  it('warns once of a wrong attribute and shows a named state', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (line: string) => said.push(line);
    try {
      const check = document.createElement('cid-check') as CidCheck;
      check.verifier = 'magic';
      check.benefits = 'hero';
      document.body.append(check);
      await check.updateComplete;
      check.requestUpdate();
      await check.updateComplete;
      expect(check.state).to.equal('unusable');
      check.remove();
    } finally {
      console.warn = warn;
    }
    expect(said.filter((line) => line.includes('one of its `benefits`')).length).to.equal(1);
  });

  it('the scanner’s event carries the text to its listener alone', async () => {
    const scanner = document.createElement('cid-scanner') as CidScanner;
    document.body.append(scanner);
    await scanner.updateComplete;
    const heard: Event[] = [];
    const above: Event[] = [];
    scanner.addEventListener('cid-scan', (event) => heard.push(event));
    document.body.addEventListener('cid-scan', (event) => above.push(event));
    scanner.start();
    scanner.read('text of a code', 'wedge');
    expect(heard.length).to.equal(1);
    const [event] = heard as CustomEvent<{ text: string; source: string; capturedAt: string }>[];
    expect([event!.bubbles, event!.composed, event!.cancelable]).to.deep.equal([false, false, true]);
    expect(event!.detail.text).to.equal('text of a code');
    expect(Number.isNaN(Date.parse(event!.detail.capturedAt))).to.equal(false);
    expect(above).to.deep.equal([]);
    const shown = () => scanner.shadowRoot!.textContent;
    for (const end = Date.now() + 5_000; Date.now() < end && !shown()?.includes('Код прочитан'); )
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shown()).to.contain('Код прочитан, ещё не проверен');
    expect(shown()).not.to.contain('text of a code');
    scanner.remove();
  });

  it('is not lost in a float, a row of flex or a cell', async () => {
    for (const style of ['float: left', 'display: flex', 'display: table-cell', 'display: inline-block']) {
      const box = document.createElement('div');
      box.style.cssText = style;
      const check = document.createElement('cid-check') as CidCheck;
      box.append(check);
      document.body.append(box);
      await check.updateComplete;
      expect(check.getBoundingClientRect().width, style).to.be.greaterThan(200);
      expect(check.getBoundingClientRect().right, style).to.be.at.most(document.documentElement.clientWidth);
      box.remove();
    }
  });

  describe('each element alone', () => {
    const shows = async (element: Element, words: string) => {
      for (let i = 0; i < 100 && !element.shadowRoot!.textContent?.includes(words); i++) await wait(20);
      expect(element.shadowRoot!.textContent).to.contain(words);
    };
    const open = (tag: string, attributes: Record<string, string> = {}) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };

    const firstScreens: [string, Record<string, string>, string][] = [
      ['cid-fallback', { benefit: 'student' }, 'Студенческий билет'],
      ['cid-fallback', { benefit: 'age' }, 'Водительское удостоверение'],
      ['cid-goskan', { benefit: 'student' }, 'Что показал Госкан?'],
      ['cid-scanner', {}, 'Включить камеру'],
    ];
    for (const [tag, attributes, words] of firstScreens) {
      it(`shows its first screen: ${tag} ${attributes.benefit ?? ''}`, async () => {
        const element = open(tag, attributes);
        await shows(element, words);
        element.remove();
      });
    }

    for (const [tag, words] of [
      ['cid-fallback', 'Бумажный документ: 18 лет и старше'],
      ['cid-goskan', '«Статус совершеннолетнего подтверждён»'],
    ] as const) {
      it(`asks for the benefit where the page names none, and for the next visitor again: ${tag}`, async () => {
        for (const attributes of [{}, { benefit: 'hero' }]) {
          const element = open(tag, attributes);
          await shows(element, 'Какую льготу подтверждает посетитель?');
          const radios = element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]');
          expect([...radios].map(({ checked }) => checked)).to.deep.equal([false, false, false]);
          expect(element.shadowRoot!.textContent).not.to.contain('Студенческий билет');
          radios[2]!.click();
          await shows(element, words);
          [...element.shadowRoot!.querySelectorAll('button')]
            .find((button) => button.textContent?.includes('Отменить'))!
            .click();
          await shows(element, 'Какую льготу подтверждает посетитель?');
          element.remove();
        }
      });
    }
  });

  it('an empty text is no code', async () => {
    const scanner = document.createElement('cid-scanner') as CidScanner;
    document.body.append(scanner);
    let heard = 0;
    scanner.addEventListener('cid-scan', () => heard++);
    scanner.start();
    scanner.read('', 'camera');
    expect(heard).to.equal(0);
    scanner.remove();
  });
});
