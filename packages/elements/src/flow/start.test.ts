import { expect } from 'chai';
import { type EntryPoint, START_RULES } from './start.js';

const starts = Object.keys(START_RULES) as EntryPoint[];
const rests = (start: EntryPoint, usable: boolean, loading: boolean, ended = false) =>
  START_RULES[start].resting({ usable, loading, ...(ended && { attorney: { kind: 'ended' } }) });

describe('START_RULES', () => {
  it('offers paper at every start, even if no Digital ID can be checked', () => {
    expect(starts.map((start) => rests(start, false, false))).to.deep.equal([
      'unusable',
      'idle',
      'unusable',
      'choice',
    ]);
  });

  it('does not begin with Goskan while the configuration is loading', () => {
    expect(rests('goskan', true, true)).to.equal('loading');
    expect(rests('goskan', true, false)).to.equal('choice');
    expect(rests('choice', true, true)).to.equal('choice');
  });

  it('offers only paper if the power of attorney has expired (4.1.2)', () => {
    expect(rests('choice', true, false, true)).to.equal('choice-paper-only');
    expect(rests('goskan', true, false, true)).to.equal('choice-paper-only');
    expect(rests('paper', true, false, true)).to.equal('choice');
  });

  it('has a first step only in the elements of one way', () => {
    expect(starts.map((start) => START_RULES[start].firstStep)).to.deep.equal([
      undefined,
      undefined,
      'goskan',
      'paper',
    ]);
  });
});
