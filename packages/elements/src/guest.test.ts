/** The elements inside the page of a host. */
import { wait } from '@cid-elements/scanning/testing/wait';
import './all.js';
import { expect } from 'chai';
import type { CidCheck } from './check/cid-check.js';
import { defineElement } from './internal/define-element.js';
import type { CidResult } from './result/cid-result.js';
import type { CidScanner } from './scanner/cid-scanner.js';

describe('elements in a host page', () => {
  it('a second definition warns and keeps the first one', () => {
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

  it('keeps properties that were set before the upgrade', async () => {
    const early = document.createElement('cid-early') as CidCheck;
    early.benefits = 'age';
    document.body.append(early);
    defineElement('cid-early', class extends (customElements.get('cid-check') as typeof CidCheck) {});
    await early.updateComplete;
    expect(early.shadowRoot!.textContent).to.contain('18 лет и старше').and.not.to.contain('Студент');
    early.remove();
  });

  it('verify() called before the configuration has loaded waits for it', async () => {
    const result = document.createElement('cid-result') as CidResult;
    result.gateway = '/';
    result.config = { ways: ['gateway'], gatewayAct: { title: 'Приказ' } };
    const outcome = new Promise<string>((resolve) => {
      result.addEventListener('cid-outcome', (event) => resolve(event.detail.outcome));
    });
    document.body.append(result);
    result.verify('https://elsewhere.invalid/m');
    // The reason of the gateway, not `not-permitted` of the default configuration.
    expect(await outcome).to.equal('foreign-code');
    result.remove();
  });

  it('ignores key events without `key`, and works after its attributes were removed', async () => {
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

  it('takes no focus when connected, and keeps a running check when moved', async () => {
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

  it('an invalid attribute value warns once and shows the unusable state', async () => {
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
    expect(said.filter((line) => line.includes('unknown benefit in `benefits`')).length).to.equal(1);
  });

  it('cid-scan carries the text, does not bubble and is cancelable', async () => {
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
      await wait(20);
    expect(shown()).to.contain('Код прочитан, ещё не проверен');
    expect(shown()).not.to.contain('text of a code');
    scanner.remove();
  });

  it('keeps a usable width in a float, a flex row or a table cell', async () => {
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

  describe('elements without <cid-check>', () => {
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
      it(`shows the first screen: ${tag} ${attributes.benefit ?? ''}`, async () => {
        const element = open(tag, attributes);
        await shows(element, words);
        element.remove();
      });
    }

    for (const [tag, words] of [
      ['cid-fallback', 'Бумажный документ: 18 лет и старше'],
      ['cid-goskan', '«Статус совершеннолетнего подтверждён»'],
    ] as const) {
      it(`asks for the benefit of each visitor if the page names none: ${tag}`, async () => {
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

  it('treats the value "false" as false, as attribute and as property', async () => {
    for (const on of [false, true]) {
      const check = document.createElement('cid-check') as CidCheck;
      check.setAttribute('report-benefit', String(on));
      document.body.append(check);
      await check.updateComplete;
      const heard: object[] = [];
      check.addEventListener('cid-done', ({ detail }) => heard.push(detail));
      for (const value of [undefined, 'false', '']) {
        if (value !== undefined) Reflect.set(check, 'reportBenefit', value);
        check.startPaper();
        check.check.session.send('leave');
      }
      const benefit = { result: 'cancelled', benefit: 'student' };
      const none = { result: 'cancelled' };
      expect(heard).to.deep.equal([on ? benefit : none, none, benefit]);
      check.remove();
    }
  });

  it('shows loading, not unusable, while the configuration is loading', async () => {
    const check = document.createElement('cid-check') as CidCheck;
    check.verifier = 'gateway';
    check.gateway = '/';
    check.sources = 'wedge';
    check.config = { ways: ['gateway'], gatewayAct: { title: 'Приказ' } };
    document.body.append(check);
    await check.updateComplete;
    const states = [check.state];
    expect(check.shadowRoot!.textContent)
      .to.contain('Загружаются настройки')
      .and.not.to.contain('не проверить');
    for (let i = 0; i < 200 && check.state !== 'choice'; i++) {
      states.push(check.state);
      await wait(10);
    }
    expect(check.state).to.equal('choice');
    expect(states).not.to.include('unusable');
    check.remove();
  });

  it('explains why a scanned code is ignored at a desk that cannot check', async () => {
    const check = document.createElement('cid-check') as CidCheck;
    check.verifier = 'gateway';
    check.sources = 'wedge';
    document.body.append(check);
    await check.updateComplete;
    expect(check.state).to.equal('unusable');
    const scanner = check.shadowRoot!.querySelector<CidScanner>('cid-scanner')!;
    const detail = { text: 'https://www.gosuslugi.ru/m5/AbC?p=f', source: 'wedge', capturedAt: '' } as const;
    const event = new CustomEvent('cid-scan', { detail, cancelable: true });
    scanner.dispatchEvent(event);
    await check.updateComplete;
    expect(event.defaultPrevented).to.equal(true);
    // The notices are loaded lazily.
    for (let i = 0; i < 500 && !check.shadowRoot!.textContent.includes('он не проверен'); i++) await wait(10);
    await check.updateComplete;
    expect(check.shadowRoot!.textContent).to.contain('он не проверен').and.not.to.contain('AbC');
    expect(check.shadowRoot!.querySelector('.live')!.textContent).to.contain('он не проверен');
    check.startPaper();
    await check.updateComplete;
    expect(check.shadowRoot!.textContent).not.to.contain('он не проверен');
    check.remove();
  });

  it('respects a max-width that the host gives its children', async () => {
    const style = document.createElement('style');
    style.textContent = '.column > * { max-width: 300px }';
    const column = document.createElement('div');
    column.className = 'column';
    const check = document.createElement('cid-check') as CidCheck;
    column.append(check);
    document.body.append(style, column);
    await check.updateComplete;
    expect(check.getBoundingClientRect().width).to.be.at.most(300);
    style.remove();
    column.remove();
  });

  it('works inside an iframe, also when moved there and back during a check', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentDocument!;
    const check = document.createElement('cid-check') as CidCheck;
    check.attorneyUntil = '2999-01-01';
    document.body.append(check);
    await check.updateComplete;
    const isStyled = () =>
      getComputedStyle(check.shadowRoot!.querySelector('.root')!).borderTopStyle === 'solid';
    expect(isStyled()).to.equal(true);
    check.startCheck();
    inner.body.append(check);
    await wait(20);
    expect(check.state).to.equal('working');
    expect(isStyled(), 'in the frame').to.equal(true);
    const press = (view: Window, key: string) =>
      view.document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    check.check.session.send('leave');
    press(window, 'F9');
    expect(check.check.session.state, 'the window it left').to.equal('choice');
    press(frame.contentWindow!, 'F9');
    expect(check.check.session.state, 'the window it is in').to.equal('paper');
    document.body.append(check);
    await check.updateComplete;
    expect(isStyled(), 'moved back').to.equal(true);
    const fresh = document.createElement('cid-check') as CidCheck;
    inner.body.append(fresh);
    await fresh.updateComplete;
    expect(fresh.shadowRoot!.adoptedStyleSheets.length).to.be.greaterThan(0);
    check.remove();
    frame.remove();
  });

  it('an empty text fires no cid-scan', async () => {
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
