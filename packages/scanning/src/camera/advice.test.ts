import { expect } from 'chai';
import type { PictureView } from '../decoder-like.js';
import { Adviser, type CameraAdvice, causeOf } from './advice.js';

/** A sharp, well lit code of 10 px a module that fills half of a 720p picture. */
const CLEAR: PictureView = {
  finders: 3,
  modulePx: 10,
  light: 220,
  overexposed: 0,
  sharpness: 0.8,
  speed: 0,
  height: 720,
};
const NOTHING: PictureView = { ...CLEAR, finders: 0, modulePx: 0, light: 150, sharpness: null };

describe('camera advice', () => {
  const causes: [string, Partial<PictureView>, CameraAdvice | undefined][] = [
    ['a clear code', {}, undefined],
    ['small modules', { modulePx: 2.5 }, 'closer'],
    ['modules of which 36 do not fit into the height', { modulePx: 24 }, 'farther'],
    ['a blurred picture that moves', { speed: 0.4, sharpness: 0.4 }, 'steady'],
    ['a sharp picture that moves', { speed: 0.4 }, undefined],
    ['soft edges', { sharpness: 0.35 }, 'focus'],
    ['a dark picture', { light: 40 }, 'dark'],
    ['a dim code without another fault', { light: 80 }, 'dark'],
    ['an overexposed part', { overexposed: 0.3 }, 'glare'],
    ['two finder patterns beside white', { finders: 2, light: 250 }, 'glare'],
  ];
  for (const [name, change, cause] of causes)
    it(`${name}: ${cause ?? 'no advice'}`, () => {
      expect(causeOf({ ...CLEAR, ...change })).to.equal(cause);
    });

  it('an empty view gives none, but darkness does', () => {
    expect(causeOf(NOTHING)).to.equal(undefined);
    expect(causeOf({ ...NOTHING, light: 30 })).to.equal('dark');
  });

  describe('over time', () => {
    let shown: (CameraAdvice | undefined)[];
    let adviser: Adviser;
    let now: number;
    /** Passes the same picture for this long, 15 times a second. */
    const pass = (ms: number, ...changes: Partial<PictureView>[]) => {
      for (let i = 0; i < (ms * 15) / 1000; i++) {
        now += 1000 / 15;
        adviser.consider({ ...CLEAR, ...changes[i % changes.length] }, now);
      }
    };
    beforeEach(() => {
      shown = [];
      adviser = new Adviser((advice) => shown.push(advice));
      now = 0;
    });

    it('waits until a cause has lasted', () => {
      pass(400, { sharpness: 0.3 });
      expect(shown).to.deep.equal([]);
      pass(600, { sharpness: 0.3 });
      expect(shown).to.deep.equal(['focus']);
      expect(adviser.advice).to.equal('focus');
    });

    it('does not flicker between two causes', () => {
      pass(5_000, { sharpness: 0.3 }, { overexposed: 0.3 });
      expect(shown).to.deep.equal([]);
    });

    it('is given if only one picture of four shows the cause', () => {
      pass(2_000, { modulePx: 2 }, NOTHING, NOTHING, NOTHING);
      expect(shown).to.deep.equal(['closer']);
    });

    it('stays for at least 1.5 s, then follows the cause', () => {
      pass(800, { light: 30 });
      pass(1_300, { sharpness: 0.3 });
      expect(shown).to.deep.equal(['dark']);
      pass(1_500, { sharpness: 0.3 });
      expect(shown).to.deep.equal(['dark', 'focus']);
    });

    it('disappears when the fault is gone', () => {
      pass(1_000, { light: 30 });
      pass(3_000, {});
      expect(shown).to.deep.equal(['dark', undefined]);
    });

    it('is withdrawn at once when a code was decoded', () => {
      pass(1_000, { light: 30 });
      adviser.reset();
      expect(shown).to.deep.equal(['dark', undefined]);
      expect(adviser.advice).to.equal(undefined);
    });

    it('ends after ten seconds without a finder pattern or a movement', () => {
      pass(9_000, { ...NOTHING, light: 30 });
      expect(shown).to.deep.equal(['dark']);
      pass(4_000, { ...NOTHING, light: 30 });
      expect(shown).to.deep.equal(['dark', undefined]);
    });
  });
});
