import { wait } from '@cid-elements/scanning/testing/wait';
import { expect } from 'chai';
import './define.js';
import type { CidAttorney } from './cid-attorney.js';

const PERSON = ['Иванова', '440100000001', '112-233-445 95'];

const document003 = (until: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер>
<СвДов НомДовер="7f3c1d2e-1111-4222-8333-9abcdef0AB12" ДатаВыдДовер="2020-01-15" СрокДейст="${until}"/>
<СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="ЦБС" ИННЮЛ="4425000000"/></РосОргДовер></Доверит></СвДоверит>
<СвУпПред><Пред><СведФизЛ ИННФЛ="${PERSON[1]}" СНИЛС="${PERSON[2]}"><ФИО Фамилия="${PERSON[0]}"/></СведФизЛ></Пред></СвУпПред>
<СвПолн><МашПолн КодПолн="A-1" НаимПолн="Проверка документов"/></СвПолн></Довер></Документ></Доверенность>`;

describe('<cid-attorney>', () => {
  let element: CidAttorney;
  const root = (): ShadowRoot => element.shadowRoot as ShadowRoot;
  const words = (): string => root().querySelector('.root')?.textContent ?? '';
  const button = (label: string): HTMLButtonElement | undefined =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.includes(label));

  async function choose(content: string): Promise<void> {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'mchd.xml', { type: 'text/xml' }));
    const input = root().querySelector('input[type=file]') as HTMLInputElement;
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
    while (element.state !== 'result') await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }

  beforeEach(async () => {
    element = document.createElement('cid-attorney');
    element.config = { institution: { inn: '4425000000', timeZone: 'Europe/Moscow' } };
    document.body.append(element);
    await element.updateComplete;
  });
  afterEach(() => element.remove());

  it('shows term, organisation, powers and the last characters of the number, and no personal data', async () => {
    await choose(document003('2999-01-14'));
    for (const word of ['14 января 2999', 'ЦБС', '4425000000', 'AB12', 'Проверка документов', 'действует'])
      expect(words()).to.include(word);
    for (const word of [...PERSON, '7f3c1d2e']) expect(root().innerHTML).not.to.include(word);
  });

  it('fires cid-attorney only on the click, without bubbling', async () => {
    const heard: unknown[] = [];
    let bubbled = 0;
    const count = (): void => {
      bubbled += 1;
    };
    document.addEventListener('cid-attorney', count);
    element.addEventListener('cid-attorney', ({ detail }) => heard.push(detail));
    await choose(document003('2999-01-14'));
    expect(heard).to.deep.equal([]);
    button('Взять этот срок')?.click();
    document.removeEventListener('cid-attorney', count);
    expect(heard).to.deep.equal([{ until: '2999-01-14' }]);
    expect(bubbled).to.equal(0);
  });

  it('does not offer a power of attorney that has expired or is of another organisation', async () => {
    await choose(document003('2021-01-14'));
    expect(words()).to.include('истёк');
    expect(button('Взять этот срок')).to.equal(undefined);
    element.config = { institution: { inn: '7700000000' } };
    await choose(document003('2999-01-14'));
    // The reader of the configuration is loaded lazily.
    for (let turn = 0; turn < 100 && !words().includes('другой организацией'); turn++) await wait(50);
    expect(words()).to.include('другой организацией');
    expect(button('Взять этот срок')).to.equal(undefined);
  });

  it('shows the problem of a file', async () => {
    await choose('<!DOCTYPE a><a/>');
    expect(words()).to.include('DOCTYPE');
    await choose('hello');
    expect(words()).to.include('Это не XML');
  });

  it('forgets the file when cleared and when removed', async () => {
    await choose(document003('2999-01-14'));
    button('Убрать с экрана')?.click();
    await element.updateComplete;
    expect(words()).not.to.include('ЦБС');
    expect(element.state).to.equal('idle');
  });

  it('is translated into English', async () => {
    element.lang = 'en';
    await choose(document003('2999-01-14'));
    for (let tries = 0; tries < 100 && !words().includes('14 January 2999'); tries++) await wait(20);
    expect(words()).to.include('14 January 2999');
  });
});
