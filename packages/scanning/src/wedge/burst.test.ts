import { expect } from 'chai';
import { VirtualClock } from '../testing/scanner-emulator.js';
import { Burst } from './burst.js';

describe('Burst', () => {
  let clock: VirtualClock;
  let scans: string[];
  let burst: Burst;
  beforeEach(() => {
    clock = new VirtualClock();
    scans = [];
    const onSilence = () => {
      const keys = burst.end();
      scans.push(keys.map(({ text }) => text).join(''));
    };
    burst = new Burst(clock, onSilence, (keys) => keys.length < 4);
  });

  const type = (text: string, gapMs = 10) => {
    for (const char of text) {
      clock.advance(gapMs);
      burst.add({ text: char }, clock.now(), true);
    }
  };

  it('ends a scan without a terminator by silence', () => {
    type('abcdef');
    clock.advance(400);
    expect(scans).to.deep.equal([]);
    clock.advance(300);
    expect(scans).to.deep.equal(['abcdef']);
    expect(burst.running).to.equal(false);
  });

  it('waits for the rest of a scan that stops in the middle of a start, once', () => {
    type('abc');
    clock.advance(3_900);
    expect(scans).to.deep.equal([]);
    clock.advance(500);
    expect(scans).to.deep.equal(['abc']);
  });

  it('joins the rest of a stopped scan to its beginning', () => {
    type('abc');
    clock.advance(2_000);
    type('def');
    clock.advance(1_100);
    expect(scans).to.deep.equal(['abcdef']);
  });

  it('takes a key soon after the end for the rest of the scan, but not a late one in its own element', () => {
    type('abcdef');
    burst.end();
    burst.beginTail(clock.now());
    expect(burst.inTail(clock.now() + 299, true)).to.equal(true);
    expect(burst.inTail(clock.now() + 300, true)).to.equal(false);
    expect(burst.inTail(clock.now() + 300, false)).to.equal(true);
    clock.advance(600);
    expect(burst.inTail(clock.now(), false)).to.equal(false);
  });
});
