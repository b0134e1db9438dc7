import { expect } from 'chai';
import type { PictureQuality } from '../decoder-like.js';
import { Adviser, type CameraAdvice, causeOf } from './advice.js';

/** A sharp, well lit code of 10 px a module that fills half of a 720p picture. */
const CLEAR: PictureQuality = {
  finders: 3,
  modulePx: 10,
  light: 220,
  overexposed: 0,
  sharpness: 0.8,
  speed: 0,
  modulesAcross: 72,
};
const NOTHING: PictureQuality = { ...CLEAR, finders: 0, modulePx: 0, light: 150, sharpness: null };

describe('camera advice', () => {
  const causes: [string, Partial<PictureQuality>, CameraAdvice | undefined][] = [
    ['a clear code', {}, undefined],
    ['small modules', { modulePx: 2.5 }, 'closer'],
    ['modules of which 36 do not fit into the picture', { modulePx: 24, modulesAcross: 30 }, 'farther'],
    ['a blurred picture that moves', { speed: 0.2, sharpness: 0.6 }, 'steady'],
    ['a picture that moves fast', { speed: 0.4 }, 'steady'],
    ['a sharp picture that moves slowly', { speed: 0.2 }, undefined],
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

  it('a picture without a code gives none, but darkness does', () => {
    expect(causeOf(NOTHING)).to.equal(undefined);
    expect(causeOf({ ...NOTHING, light: 30 })).to.equal('dark');
    expect(causeOf({ ...NOTHING, light: 120, sharpness: 0.2 }), 'a soft background').to.equal(undefined);
  });

  it('advice is given at 1.5 pictures a second', () => {
    const shown: (CameraAdvice | undefined)[] = [];
    const adviser = new Adviser((advice) => shown.push(advice));
    for (let i = 0; i < 5; i++) adviser.consider({ ...CLEAR, light: 30 }, 667 * i);
    expect(shown).to.deep.equal(['dark']);
  });

  for (const rate of [4, 6, 8, 15, 30, 60])
    it(`advice stays if one picture of four shows the cause, at ${rate} pictures a second`, () => {
      const shown: (CameraAdvice | undefined)[] = [];
      const adviser = new Adviser((advice) => shown.push(advice));
      for (let i = 0; i < 6 * rate; i++)
        adviser.consider(i % 4 === 0 ? { ...CLEAR, modulePx: 2 } : NOTHING, (1000 * i) / rate);
      expect(shown).to.deep.equal(['closer']);
    });

  // A fast computer decodes every picture of the camera, a slow one only some.
  for (const rate of [8, 15, 30, 60])
    describe(`over time, ${rate} pictures a second`, () => {
      let shown: (CameraAdvice | undefined)[];
      let adviser: Adviser;
      let now: number;
      /** Passes the same pictures in turn for this long. */
      const pass = (ms: number, ...changes: Partial<PictureQuality>[]) => {
        for (let i = 0; i < (ms * rate) / 1000; i++) {
          now += 1000 / rate;
          adviser.consider({ ...CLEAR, ...changes[i % changes.length] }, now);
        }
      };
      beforeEach(() => {
        shown = [];
        adviser = new Adviser((advice) => shown.push(advice));
        now = 0;
      });

      it('advice waits until a cause has lasted', () => {
        pass(2_000, {});
        pass(500, { sharpness: 0.3 });
        expect(shown).to.deep.equal([]);
        pass(700, { sharpness: 0.3 });
        expect(shown).to.deep.equal(['focus']);
        expect(adviser.advice).to.equal('focus');
      });

      it('advice does not flicker between two causes', () => {
        pass(5_000, { sharpness: 0.3 }, { overexposed: 0.3 });
        expect(shown).to.deep.equal([]);
      });

      it('advice stays for at least 1.5 s, then follows the cause', () => {
        const times: number[] = [];
        adviser = new Adviser((advice) => {
          shown.push(advice);
          times.push(now);
        });
        pass(800, { light: 30 });
        pass(2_500, { sharpness: 0.3 });
        expect(shown).to.deep.equal(['dark', 'focus']);
        expect(times[1]! - times[0]!).to.be.at.least(1_500);
      });

      it('advice disappears when the fault is gone', () => {
        pass(1_000, { light: 30 });
        pass(3_000, {});
        expect(shown).to.deep.equal(['dark', undefined]);
      });

      it('advice is withdrawn at once when a code was decoded', () => {
        pass(1_000, { light: 30 });
        adviser.withdraw();
        expect(shown).to.deep.equal(['dark', undefined]);
        expect(adviser.advice).to.equal(undefined);
      });

      it('advice is forgotten without a call when the camera stops', () => {
        pass(1_000, { light: 30 });
        adviser.forget();
        expect(shown).to.deep.equal(['dark']);
        expect(adviser.advice).to.equal(undefined);
      });

      it('advice ends after ten seconds without a finder pattern', () => {
        pass(9_000, { ...NOTHING, light: 30 });
        expect(shown).to.deep.equal(['dark']);
        pass(4_000, { ...NOTHING, light: 30 });
        expect(shown).to.deep.equal(['dark', undefined]);
      });
    });
});
