/** The report: a flat list of coarse numbers over all frames. Only fields listed in FIELDS are possible. */
import { type FrameNumbers, median } from './frame.js';

interface Range {
  from: number;
  to: number;
  step: number;
}
const range = (from: number, to: number, step: number): Range => ({ from, to, step });
const SHARE = range(0, 1, 0.05);
const TONE = range(0, 1, 0.1);

/**
 * Every field has few possible values. `tests/capture-kit` compares their total information with that of a
 * code.
 */
export const FIELDS = {
  /** Version of this list. */
  kit: range(1, 1, 1),
  /**
   * Number of frames, and the shares of them with a located code, a read code, small dots and full squares.
   */
  frames: range(0, 500, 10),
  found: SHARE,
  read: SHARE,
  dotted: SHARE,
  square: SHARE,
  /** Size of a frame, px. */
  width: range(0, 4000, 40),
  height: range(0, 4000, 40),
  version: range(1, 40, 1),
  level: ['L', 'M', 'Q', 'H'],
  mask: range(0, 7, 1),
  pxPerModule: range(0, 40, 0.5),
  dotSize: range(0.1, 1, 0.05),
  contrast: SHARE,
  blur: range(0, 1, 0.05),
  bestBlur: range(0, 1, 0.05),
  lightTone: TONE,
  darkTone: TONE,
  betweenTone: TONE,
  betweenSpread: TONE,
  margin: range(0, 6, 0.25),
  frameTone: TONE,
  finder: ['square', 'rounded', 'round'],
  finderRadius: range(0, 3.5, 0.5),
  coreRadius: range(0, 1.5, 0.5),
} as const satisfies Record<string, Range | readonly string[]>;

export type Report = Record<keyof typeof FIELDS, number | string | null>;

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const DOTTED = 0.7;
const SQUARE = 0.85;

/** Data of a film: counts, and the numbers of the frames with a located code. */
export interface Film {
  frames: number;
  read: number;
  width: number;
  height: number;
  found: FrameNumbers[];
}

function coarse(value: number | string | null, field: Range | readonly string[]): number | string | null {
  if (value === null) return null;
  if (!('step' in field)) return field.includes(String(value)) ? value : null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const step = Math.round((Math.min(field.to, Math.max(field.from, value)) - field.from) / field.step);
  return Number((field.from + step * field.step).toFixed(2));
}

function mostFrequent(values: readonly (number | null)[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: number | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

export function reportOf({ frames, read, width, height, found }: Film): Report {
  const sure = found.filter(({ level }) => level !== null);
  const version = mostFrequent((sure.length ? sure : found).map((frame) => frame.version));
  // Blurred frames say little about the drawing style, so only the sharper half is used.
  const inVersion = found.filter((frame) => frame.version === version).sort((a, b) => a.blur - b.blur);
  const sharp = inVersion.slice(0, Math.ceil(inVersion.length / 2));
  const middle = (of: (frame: FrameNumbers) => number | null, among = sharp) =>
    median(among.map(of).filter((value) => value !== null));
  const shareOf = (count: number, all: number) => (all ? count / all : null);
  const level = mostFrequent(sure.map((frame) => frame.level));
  const finderRadius = middle((frame) => frame.finderRadius);
  const values: Report = {
    kit: 1,
    frames,
    found: shareOf(found.length, frames),
    read: shareOf(read, frames),
    dotted: shareOf(sharp.filter(({ dotSize }) => dotSize < DOTTED).length, sharp.length),
    square: shareOf(sharp.filter(({ dotSize }) => dotSize > SQUARE).length, sharp.length),
    width,
    height,
    version,
    level: level === null ? null : (LEVELS[level] ?? null),
    mask: mostFrequent(sure.map((frame) => frame.mask)),
    pxPerModule: middle((frame) => frame.pxPerModule),
    dotSize: middle((frame) => frame.dotSize),
    contrast: middle((frame) => frame.contrast),
    blur: middle((frame) => frame.blur, inVersion),
    bestBlur: inVersion[Math.floor(inVersion.length / 10)]?.blur ?? null,
    lightTone: middle((frame) => frame.lightTone),
    darkTone: middle((frame) => frame.darkTone),
    betweenTone: middle((frame) => frame.betweenTone),
    betweenSpread: middle((frame) => frame.betweenSpread),
    margin: middle((frame) => frame.margin),
    frameTone: middle((frame) => frame.frameTone),
    finder:
      finderRadius === null ? null : finderRadius < 0.7 ? 'square' : finderRadius < 2.6 ? 'rounded' : 'round',
    finderRadius,
    coreRadius: middle((frame) => frame.coreRadius),
  };
  const entries = Object.entries(FIELDS) as [keyof Report, Range | readonly string[]][];
  return Object.fromEntries(entries.map(([name, field]) => [name, coarse(values[name], field)])) as Report;
}
