import { expect } from 'chai';
import { MAX_ATTORNEY_BYTES, readAttorneyFile } from './attorney-file.js';

const PERSON = ['Иванова', 'Мария', 'Петровна', '440100000001', '112-233-445 95', '112'];

interface Parts {
  readonly declaration?: string;
  readonly root?: string;
  readonly head?: string;
  readonly principal?: string;
  readonly powers?: string;
  readonly branch?: string;
  readonly main?: string;
}

const HEAD =
  'НомДовер="7f3c1d2e-1111-4222-8333-9abcdef0AB12" ДатаВыдДовер="2026-01-15" СрокДейст="2027-01-14"';
const ORGANISATION =
  '<СвРосОрг НаимОрг="МБУК &quot;ЦБС&quot;" ИННЮЛ="4425000000" КПП="442501001" ОГРН="1024400000000"/>';

function xml({
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  root = 'Доверенность xmlns="urn://x-artefacts/EMCHD_1" ВерсФорм="EMCHD_1"',
  head = HEAD,
  principal = ORGANISATION,
  powers = '<МашПолн КодПолн="GOSKAN-1" НаимПолн="Проверка документов"/><МашПолн КодПолн="B" НаимПолн="Прочее"/>',
  branch = 'Довер',
  main = 'СвДов',
}: Parts = {}): string {
  const [surname, name, patronymic, inn, snils] = PERSON;
  return `${declaration}<${root}><Документ><${branch}><${main} ${head}/>
<СвДоверит><Доверит><РосОргДовер>${principal}</РосОргДовер></Доверит></СвДоверит>
<СвУпПред><Пред><СведФизЛ ИННФЛ="${inn}" СНИЛС="${snils}"><ФИО Фамилия="${surname}" Имя="${name}" Отчество="${patronymic}"/>
</СведФизЛ></Пред></СвУпПред><СвПолн>${powers}</СвПолн></${branch}></Документ></${root.split(' ')[0]}>`;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Encodes the characters of these files in windows-1251. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const unit = character.charCodeAt(0);
    if (unit < 0x80) return unit;
    if (unit >= 0x410 && unit <= 0x44f) return unit - 0x350;
    return character === 'Ё' ? 0xa8 : character === 'ё' ? 0xb8 : 0x3f;
  });
}

const read = (parts?: Parts) => readAttorneyFile(utf8(xml(parts)));

describe('readAttorneyFile', () => {
  it('reads dates, organisation, powers and the last four characters of the number', () => {
    expect(read().file).to.deep.equal({
      numberEnd: 'AB12',
      from: '2026-01-15',
      until: '2027-01-14',
      organisation: { name: 'МБУК "ЦБС"', inn: '4425000000' },
      subDelegated: false,
      powers: [
        { code: 'GOSKAN-1', name: 'Проверка документов' },
        { code: 'B', name: 'Прочее' },
      ],
    });
  });

  it('reads the same file in windows-1251', () => {
    const text = xml({ declaration: '<?xml version="1.0" encoding="windows-1251"?>' });
    expect(readAttorneyFile(windows1251(text)).file).to.deep.equal(read().file);
  });

  it('accepts a byte order mark, a prefixed root and single quotes', () => {
    const root = "e:Доверенность xmlns:e='urn://x-artefacts/EMCHD_1'";
    expect(readAttorneyFile(utf8(`\ufeff${xml({ root })}`)).file?.until).to.equal('2027-01-14');
  });

  it('reads a sub-delegation', () => {
    const { file } = read({ branch: 'Передов', main: 'СвПереДовер' });
    expect(file?.subDelegated).to.equal(true);
    expect(file?.until).to.equal('2027-01-14');
  });

  it('reads powers that are plain text', () => {
    expect(read({ powers: '<ТекстПолн>Проверять &amp; сличать</ТекстПолн>' }).file?.powers).to.deep.equal([
      { name: 'Проверять & сличать' },
    ]);
  });

  it('decodes no personal data', () => {
    const decode = TextDecoder.prototype.decode;
    const seen: string[] = [];
    TextDecoder.prototype.decode = function (...args) {
      const text = decode.apply(this, args);
      seen.push(text);
      return text;
    };
    try {
      expect(read().file).not.to.equal(undefined);
    } finally {
      TextDecoder.prototype.decode = decode;
    }
    expect(seen).to.include('2027-01-14');
    for (const word of PERSON) expect(seen.some((text) => text.includes(word))).to.equal(false);
  });

  it('does not mistake a representing organisation for the principal', () => {
    const text = xml({ principal: '' }).replace('<Пред>', `<Пред>${ORGANISATION}`);
    expect(readAttorneyFile(utf8(text)).file?.organisation).to.equal(undefined);
  });

  const refused: readonly [string, string, Uint8Array][] = [
    ['an empty file', 'empty', new Uint8Array()],
    ['a file over the limit', 'too-large', new Uint8Array(MAX_ATTORNEY_BYTES + 1).fill(0x20)],
    [
      'a DOCTYPE',
      'doctype',
      utf8(xml().replace('<Доверенность', '<!DOCTYPE a [<!ENTITY x "y">]><Доверенность')),
    ],
    [
      'a DOCTYPE in small letters',
      'doctype',
      utf8(xml().replace('<Доверенность', '<!doctype a><Доверенность')),
    ],
    ['a DER container', 'signed-container', Uint8Array.of(0x30, 0x82, 0x10, 0x00, 0x06)],
    ['a PEM container', 'signed-container', utf8('-----BEGIN CMS-----\nMII')],
    ['a base64 container', 'signed-container', utf8('MIIGxAYJKoZIhvcNAQcCoIIGtTCCBrECAQEx')],
    ['an archive', 'signed-container', utf8('PK\u0003\u0004')],
    ['a text', 'not-xml', utf8('Доверенность № 1')],
    ['UTF-16', 'encoding', Uint8Array.of(0xff, 0xfe, 0x3c, 0x00)],
    [
      'an unknown encoding',
      'encoding',
      utf8(xml({ declaration: '<?xml version="1.0" encoding="koi8-r"?>' })),
    ],
    ['windows-1251 declared as UTF-8', 'encoding', windows1251(xml())],
    ['another root', 'other-format', utf8('<a/>')],
    ['the root in another namespace', 'other-format', utf8(xml({ root: 'Доверенность xmlns="urn:other"' }))],
    ['no dates', 'incomplete', utf8(xml({ head: 'НомДовер="1234"' }))],
    ['a date that is none', 'incomplete', utf8(xml({ head: HEAD.replace('2027-01-14', '2027-02-30') }))],
    ['no number', 'incomplete', utf8(xml({ head: HEAD.replace('НомДовер', 'Другое') }))],
    ['an unclosed element', 'malformed', utf8(xml().replace('</СвПолн>', ''))],
    ['an unclosed quote', 'malformed', utf8(xml().replace('2027-01-14"', '2027-01-14'))],
    ['an attribute twice', 'malformed', utf8(xml({ head: `${HEAD} СрокДейст="2030-01-01"` }))],
    ['a cut file', 'malformed', utf8(xml()).slice(0, 300)],
    ['text after the root', 'malformed', utf8(`${xml()}x`)],
    ['two roots', 'malformed', utf8(`${xml()}<a/>`)],
    ['an entity of its own', 'malformed', utf8(xml({ principal: ORGANISATION.replace('&quot;', '&x;') }))],
    ['very deep nesting', 'malformed', utf8(`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`)],
  ];
  for (const [what, problem, bytes] of refused)
    it(`reports the problem of ${what}`, () => {
      expect(readAttorneyFile(bytes).problem).to.equal(problem);
    });
});
