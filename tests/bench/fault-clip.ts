import type { Screen } from './card.js';
import { digitalIdCard, digitalIdCode } from './digital-id-card.js';
import { type DigitalIdStyle, LENS, type Lens, type Range } from './params.js';
import { Random } from './random.js';
import { film } from './webcam.js';

/** Why a code is not decoded: a fault of the picture, or no card in view. */
export const FAULTS = ['far', 'near', 'defocused', 'moving', 'dark', 'glare', 'empty'] as const;
export type Fault = (typeof FAULTS)[number];

const SIZE = { width: 1280, height: 720 };
/** Chromium plays an MJPEG file at 30 fps, so every drawn frame is shown twice. */
const FPS = 15;
const SECONDS = 6;
/** Different frames, repeated in turn: one swing of the hand. */
const FRAMES = 15;

const STILL: Lens = { ...LENS.good, side: [0.4, 0.65], defocus: [0, 0.15], motion: [0, 0.1] };

/** The picture of each cause: strong enough that most frames are not decoded. */
const LENSES: Record<Fault, Lens> = {
  far: { ...STILL, side: [0.07, 0.14] },
  near: { ...STILL, side: [1.05, 1.5] },
  defocused: { ...STILL, defocus: [0.8, 1.6] },
  moving: { ...STILL, motion: [3.5, 7] },
  dark: { ...STILL, white: [0.012, 0.035], black: [0.005, 0.02], noise: [0.012, 0.025] },
  empty: STILL,
  glare: { ...STILL, glares: [3, 5], glareRadius: [0.3, 0.55], glareStrength: [1.2, 2.5], haze: [0.05, 0.2] },
};
/** Swing of the hand in frame widths; small movements are normal. */
const SWING: Record<Fault, Range> = {
  far: [0, 0.004],
  near: [0, 0.004],
  defocused: [0, 0.004],
  moving: [0.08, 0.16],
  dark: [0, 0.004],
  glare: [0, 0.004],
  empty: [0, 0.004],
};

/** A film with one fault from its beginning to its end: one image per played frame (30 fps). */
export async function faultClip(style: DigitalIdStyle, fault: Fault, seed: number): Promise<Blob[]> {
  const random = new Random('fault', style, fault, seed);
  const symbol = digitalIdCode(random);
  const lens = LENSES[fault];
  const side = random.in(lens.side) * SIZE.height;
  const cell = Math.min(20, Math.max(8, Math.round((2 * side) / symbol.modules.length)));
  const turn = () => random.either([0, 0.14]);
  const still = { yaw: turn(), pitch: turn(), roll: turn() };
  const swing = random.in(SWING[fault]) * SIZE.width;
  const centre = { dx: random.either([0, 90]), dy: random.either([0, 40]) };
  const fixed = (range: Range): Range => {
    const value = random.in(range);
    return [value, value];
  };
  const held: Lens = {
    ...lens,
    defocus: fixed(lens.defocus),
    motion: fixed(lens.motion),
    white: fixed(lens.white),
    noise: fixed(lens.noise),
  };
  const drawn: Blob[] = [];
  for (let i = 0; i < FRAMES; i++) {
    const screen: Screen = digitalIdCard(
      style,
      symbol,
      cell,
      new Random('card', style, fault, seed),
      new Random('moment', style === 'alternating' ? i : 0),
    );
    const phase = (2 * Math.PI * i) / FRAMES;
    const where = {
      ...still,
      side,
      dx: (fault === 'empty' ? 3 * SIZE.width : centre.dx) + swing * Math.sin(phase),
      dy: centre.dy + 0.4 * swing * Math.cos(phase),
    };
    const world = new Random('world', style, fault, seed);
    const grain = new Random('grain', seed, i);
    drawn.push((await film(screen, held, SIZE.width, SIZE.height, world, where, grain)).blob);
  }
  const frames: Blob[] = [];
  for (let i = 0; i < SECONDS * FPS; i++) {
    const blob = drawn[i % FRAMES]!;
    frames.push(blob, blob);
  }
  return frames;
}
