import { wait } from '@cid-elements/scanning/testing/wait';
import { expect } from 'chai';
import { CidInfo } from './cid-info.js';
import './define.js';
import { safeLink } from './content.js';
import { h, toHtml } from './tree.js';

const CONFIG = {
  institution: { name: 'Районная библиотека', contact: 'lib@example.org', hours: 'вт–вс 9:00–18:00' },
  act: { title: 'Положение', number: '5', date: '2026-02-03', link: '/act.pdf' },
  benefits: ['age'],
};

/** Waits for rendering after the lazy parts were loaded. */
const settled = () => wait(50);

const until = async (holds: () => unknown) => {
  for (let turn = 0; turn < 200 && !holds(); turn++) await settled();
  if (!holds()) throw new Error(`Timed out: ${holds}`);
};
const words = (element: Element) => element.shadowRoot?.textContent ?? '';

describe('<cid-info>', () => {
  let stage: HTMLElement;
  const warnings: string[] = [];
  const warn = console.warn;

  beforeEach(() => {
    stage = document.createElement('div');
    stage.lang = 'ru';
    document.body.append(stage);
    warnings.length = 0;
    console.warn = (...args: unknown[]) => warnings.push(args.join(' '));
  });
  afterEach(() => {
    stage.remove();
    console.warn = warn;
  });

  const put = async (attributes: Record<string, string> = {}, config?: object): Promise<CidInfo> => {
    const element = document.createElement('cid-info');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (config) element.config = config;
    stage.append(element);
    await until(() => element.shadowRoot);
    return element;
  };

  it('renders all sections without attributes', async () => {
    const element = await put();
    const headings = [...element.shadowRoot!.querySelectorAll('h2, h3')].map((node) => node.textContent);
    expect(headings).to.deep.equal([
      'Цифровой ID в библиотеке',
      'Что это',
      'Что можно подтвердить',
      'Для кого',
      'Как показать Цифровой ID',
      'Бумажный документ — равный выбор',
      'Что видит библиотека',
      'Права и обязанности',
      'Куда обращаться',
    ]);
    expect(words(element)).to.contain('18 лет и старше').and.contain('колледжи и вузы');
    expect(words(element), 'another institution’s number').not.to.contain('68');
    expect(element.getAttribute('state')).to.equal('idle');
    expect(warnings).to.deep.equal([]);
  });

  it('takes benefits separated by commas and newlines', async () => {
    const element = await put({ benefits: 'student,age\n  pensioner' });
    const known = [...element.shadowRoot!.querySelectorAll('b')].map((node) => node.textContent);
    expect(known).to.include.members(['Студент', '18 лет и старше', 'Пенсионер']);
    expect(known).not.to.include('Многодетная семья');
    expect(warnings).to.deep.equal([]);
  });

  it('warns once about an unknown benefit', async () => {
    const element = await put({ benefits: 'student,veteran' });
    element.setAttribute('institution', 'Другая');
    await until(() => words(element).includes('Другая'));
    expect(words(element)).not.to.contain('Многодетная семья');
    expect(warnings).to.deep.equal(['cid-elements: <cid-info> names an unknown benefit in `benefits`.']);
  });

  it('attributes take precedence over the configuration', async () => {
    const element = await put(
      { institution: 'Своё имя', regulation: 'https://example.org/act', benefits: 'student large-family' },
      CONFIG,
    );
    const links = [...element.shadowRoot!.querySelectorAll('a')].map((link) => link.href);
    expect(links).to.deep.equal(['mailto:lib@example.org', 'https://example.org/act']);
    expect(words(element)).to.contain('Своё имя').and.not.contain('Районная библиотека');
    expect(words(element)).to.contain('Многодетная семья').and.not.contain('18 лет и старше');
    expect(words(element)).to.contain('№\u00a05 от 3\u00a0февраля\u00a02026');
  });

  it('resolves config against the page, not against <base>', async () => {
    const base = document.createElement('base');
    base.href = 'https://elsewhere.invalid/';
    document.head.append(base);
    const element = await put({}, CONFIG);
    base.remove();
    expect(element.shadowRoot!.querySelector<HTMLAnchorElement>('.about a[href*="act"]')!.href).to.equal(
      new URL('/act.pdf', location.href).href,
    );
  });

  it('with an invalid configuration shows the valid parts and warns once for each fault', async () => {
    const element = await put({ benefits: 'student wizard' }, { ...CONFIG, colour: 'red' });
    expect(words(element)).to.contain('Районная библиотека').and.contain('Студент');
    expect(warnings.length).to.equal(2);
    element.headingLevel = 3;
    await settled();
    expect(warnings.length, 'once each').to.equal(2);
  });

  it('keeps its light DOM visible until the content has loaded', async () => {
    stage.innerHTML = '<cid-info config="/nowhere-at-all.json"><p>Запасной текст</p></cid-info>';
    const element = stage.querySelector('cid-info')!;
    expect(element.shadowRoot).to.equal(null);
    await until(() => words(element).includes('Цифровой ID в библиотеке'));
    expect(element.textContent).to.equal('Запасной текст');
  });

  it("follows a change of the page's language", async () => {
    const element = await put({}, CONFIG);
    stage.lang = 'en';
    await until(() => words(element).includes('Digital ID'));
    expect(words(element)).to.contain('Digital ID at the library').and.contain('18 or older');
    expect(element.shadowRoot!.querySelector('section')!.lang).to.equal('en');
    stage.lang = 'tt';
    await settled();
    expect(element.shadowRoot!.querySelector('section')!.lang, 'Russian words are called Russian').to.equal(
      'ru',
    );
  });

  it('renders a language registered by the page', async () => {
    const { info } = await import('../locales/ru/info.js');
    await CidInfo.registerTexts('ar', { ...info, lang: 'ar', dir: 'rtl', title: 'مرحبا' });
    const element = await put({ lang: 'ar' });
    expect(words(element)).to.contain('مرحبا');
    expect(getComputedStyle(element.shadowRoot!.querySelector('section')!).direction).to.equal('rtl');
  });

  it('sets the levels of its headings by heading-level', async () => {
    const element = await put({ 'heading-level': '1' });
    const outline = () =>
      [
        ...new Set(
          [...element.shadowRoot!.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((node) => node.localName),
        ),
      ].join();
    expect(outline()).to.equal('h1,h2,h3');
    element.headingLevel = 9;
    await settled();
    expect(outline()).to.equal('h4,h5,h6');
  });

  it('keeps properties that were set before the definition', async () => {
    class Later extends CidInfo {}
    const element = document.createElement('cid-info-later') as Later;
    Object.assign(element, { institution: 'Раньше', config: CONFIG });
    stage.append(element);
    customElements.define('cid-info-later', Later);
    await until(() => element.shadowRoot);
    expect(words(element)).to.contain('Раньше').and.contain('lib@example.org');
  });

  it('keeps its content when moved in the page', async () => {
    const element = await put({}, CONFIG);
    const first = element.shadowRoot!.firstElementChild;
    const wrap = document.createElement('div');
    stage.append(wrap);
    wrap.append(element);
    expect(element.shadowRoot!.firstElementChild).to.equal(first);
    await settled();
    expect(words(element)).to.contain('Районная библиотека');
  });

  it('describes the gateway only if the act permits it', async () => {
    const text = 'сервер библиотеки';
    expect(words(await put({}, CONFIG))).not.to.contain(text);
    const gateway = { ...CONFIG, ways: ['goskan', 'gateway'], gatewayAct: { title: 'Акт' } };
    expect(words(await put({}, gateway))).to.contain(text);
  });

  it('shows troubleshooting and its links in a disclosure', async () => {
    const opened = async (config: object) => {
      const element = await put({}, { ...CONFIG, ...config });
      const details = element.shadowRoot!.querySelector('details')!;
      expect(details.textContent, 'before its texts have loaded').to.contain('вместо Цифрового ID');
      details.open = true;
      await until(() => details.querySelector('a'));
      return details;
    };
    const usual = await opened({});
    for (const words of ['Новый телефон', 'отпечаток', 'на плакате', 'участника СВО', 'Госканом'])
      expect(usual.textContent).to.contain(words);
    expect([...usual.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://www.gosuslugi.ru/help/faq/digital_id/20133',
      'https://max.ru/digitalid_bot',
    ]);
    const own = await opened({
      ways: ['gateway'],
      gatewayAct: { title: 'Акт' },
      addresses: { help: 'https://help.example/', bot: '/bot' },
    });
    expect(own.textContent).not.to.contain('Госкан');
    expect([...own.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://help.example/',
      new URL('/bot', location.href).href,
    ]);
  });

  it('links only safe URLs', () => {
    expect(safeLink('/act.pdf')).to.equal('/act.pdf');
    expect(safeLink('https://example.org/')).to.equal('https://example.org/');
    for (const bad of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'data:text/html,x',
      'java\nscript:x',
      '',
    ])
      expect(safeLink(bad), bad).to.equal(undefined);
  });

  it('escapes HTML', () => {
    expect(toHtml(h('p', { title: '"<' }, 'a < b & c'))).to.equal(
      '<p title="&quot;&lt;">a &lt; b &amp; c</p>',
    );
  });
});
