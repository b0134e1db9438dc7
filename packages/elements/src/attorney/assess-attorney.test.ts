import { expect } from 'chai';
import { assessAttorney } from './assess-attorney.js';
import type { AttorneyFile } from './attorney-file.js';
import { attorneyReminder } from './attorney-reminder.js';

const FILE: AttorneyFile = {
  numberEnd: 'AB12',
  from: '2026-01-15',
  until: '2027-01-14',
  organisation: { name: 'ЦБС', inn: '4425000000' },
  subDelegated: false,
  powers: [{ code: 'GOSKAN-1', name: 'Проверка документов' }],
};
const KNOWN = { inn: '4425000000', goskanPower: 'GOSKAN-1', today: '2026-06-01' };
const kinds = (file: AttorneyFile, expected: Partial<typeof KNOWN>) =>
  assessAttorney(file, { ...KNOWN, ...expected }).findings.map(({ kind }) => kind);

describe('assessAttorney', () => {
  it('finds nothing in a valid power of attorney', () => {
    expect(assessAttorney(FILE, KNOWN)).to.deep.equal({ usable: true, findings: [] });
  });

  for (const [today, found] of [
    ['2026-01-14', 'not-yet-valid'],
    ['2026-01-15', ''],
    ['2026-12-14', ''],
    ['2026-12-15', 'ending'],
    ['2027-01-14', 'ending'],
    ['2027-01-15', 'ended'],
  ] as const)
    it(`on ${today} finds ${found || 'nothing'}`, () => {
      expect(kinds(FILE, { today }).join()).to.equal(found);
    });

  it('is unusable if expired or of another organisation', () => {
    expect(assessAttorney(FILE, { ...KNOWN, today: '2027-01-15' }).usable).to.equal(false);
    expect(assessAttorney(FILE, { ...KNOWN, inn: '7700000000' })).to.deep.equal({
      usable: false,
      findings: [{ kind: 'other-organisation' }],
    });
  });

  it('reports expectations that the configuration does not contain', () => {
    const { today } = KNOWN;
    const { usable, findings } = assessAttorney(FILE, { today });
    expect(usable).to.equal(true);
    expect(findings.map(({ kind }) => kind)).to.deep.equal([
      'organisation-unchecked',
      'goskan-power-unchecked',
    ]);
  });

  it('reports a missing authority and a missing organisation', () => {
    expect(kinds(FILE, { goskanPower: 'OTHER' })).to.deep.equal(['no-goskan-power']);
    expect(kinds({ ...FILE, powers: [], organisation: undefined }, {})).to.deep.equal([
      'organisation-unknown',
      'no-powers',
    ]);
  });
});

describe('attorneyReminder', () => {
  const texts = { summary: 'Доверенность заканчивается; продлить, оформить', description: 'Последний день' };
  const ics = attorneyReminder('2027-01-14', texts, Date.parse('2026-06-01T10:00:00Z'));

  it('has alarms 30 and 3 days before the last day', () => {
    expect([...ics.matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map((match) => match[1])).to.deep.equal([
      '20261215',
      '20270111',
    ]);
  });

  it('follows RFC 5545: CRLF, lines of at most 75 bytes, escaped text', () => {
    const lines = ics.split('\r\n');
    expect(ics.replaceAll('\r\n', '')).not.to.include('\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length).to.be.at.most(75);
    expect(ics.replaceAll('\r\n ', '')).to.include('заканчивается\\; продлить\\, оформить');
  });
});
