import { expect } from 'chai';
import { VirtualClock } from '../testing/scanner-emulator.js';
import { ScanBuffer } from './scan-buffer.js';

describe('ScanBuffer', () => {
  let clock: VirtualClock;
  let scans: string[];
  let buffer: ScanBuffer;
  beforeEach(() => {
    clock = new VirtualClock();
    scans = [];
    const onSilence = () => {
      const keys = buffer.end();
      scans.push(keys.map(({ text }) => text).join(''));
    };
    buffer = new ScanBuffer(clock, onSilence, (keys) => keys.length < 4);
  });

  const type = (text: string, gapMs = 10) => {
    for (const char of text) {
      clock.advance(gapMs);
      buffer.add({ text: char }, clock.now(), true);
    }
  };

  it('ends a scan without terminator after silence', () => {
    type('abcdef');
    clock.advance(400);
    expect(scans).to.deep.equal([]);
    clock.advance(300);
    expect(scans).to.deep.equal(['abcdef']);
    expect(buffer.running).to.equal(false);
  });

  it('waits once, and longer, for a scan that stops within the public start', () => {
    type('abc');
    clock.advance(3_900);
    expect(scans).to.deep.equal([]);
    clock.advance(500);
    expect(scans).to.deep.equal(['abc']);
  });

  it('appends keys that arrive during the longer wait', () => {
    type('abc');
    clock.advance(2_000);
    type('def');
    clock.advance(1_100);
    expect(scans).to.deep.equal(['abcdef']);
  });

  it('treats keys after the end as late keys, for a shorter time in its own element', () => {
    type('abcdef');
    buffer.end();
    buffer.beginLate(clock.now());
    expect(buffer.isLate(clock.now() + 299, true)).to.equal(true);
    expect(buffer.isLate(clock.now() + 300, true)).to.equal(false);
    expect(buffer.isLate(clock.now() + 300, false)).to.equal(true);
    clock.advance(600);
    expect(buffer.isLate(clock.now(), false)).to.equal(false);
  });
});
