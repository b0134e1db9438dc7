import encodeQR, { type ErrorCorrection } from 'qr';
import { OVERLAY, type Style } from './params.js';
import { type Context, canvas, portrait } from './portrait.js';
import type { Random } from './random.js';

/** Capacity in bytes of versions 4 to 8 at each error correction level. */
const CAPACITY: Record<ErrorCorrection, readonly number[]> = {
  low: [78, 106, 134, 154, 192],
  medium: [62, 84, 106, 122, 152],
  quartile: [46, 60, 74, 86, 108],
  high: [34, 44, 58, 64, 84],
};
const HEAD = 'https://www.gosuslugi.ru/m5/';
const TAIL = '?p=f';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A code of version 5 to 8. A logo in the middle needs a high error correction level. */
export function code(style: Style, random: Random): { text: string; modules: boolean[][] } {
  const levels: ErrorCorrection[] =
    style === 'logo' ? ['quartile', 'high'] : ['low', 'medium', 'quartile', 'high'];
  const ecc = random.pick(levels);
  const version = random.whole(5, 8);
  const fixed = HEAD.length + TAIL.length;
  const [low, high] = [CAPACITY[ecc][version - 5]! + 1, CAPACITY[ecc][version - 4]!];
  const text = HEAD + random.text(Math.max(8, random.whole(low, high) - fixed), BASE64URL) + TAIL;
  const bordered = encodeQR(text, 'raw', { ecc, border: 1 });
  return { text, modules: bordered.slice(1, -1).map((row) => row.slice(1, -1)) };
}

const isFinder = (x: number, y: number, n: number) =>
  (x < 7 && y < 7) || (x >= n - 7 && y < 7) || (x < 7 && y >= n - 7);

const grey = (level: number, alpha = 1) => {
  const value = Math.round(level * 255);
  return `rgb(${value} ${value} ${value} / ${alpha})`;
};

/** A square, px. */
export interface Box {
  x: number;
  y: number;
  side: number;
}

interface Place {
  left: number;
  top: number;
  cell: number;
}

/** Fills all dark or all light modules, by default as full squares. */
function modules(
  ctx: Context,
  bits: boolean[][],
  dark: boolean,
  { left, top, cell }: Place,
  fill: string,
  shape?: { diameter: number; solidFinders: boolean },
) {
  const n = bits.length;
  ctx.fillStyle = fill;
  ctx.beginPath();
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      if (bits[y]![x] !== dark) continue;
      const [px, py] = [left + x * cell, top + y * cell];
      if (!shape || (shape.solidFinders && isFinder(x, y, n))) ctx.rect(px, py, cell, cell);
      else {
        const r = (shape.diameter * cell) / 2;
        ctx.moveTo(px + cell / 2 + r, py + cell / 2);
        ctx.arc(px + cell / 2, py + cell / 2, r, 0, 2 * Math.PI);
      }
    }
  ctx.fill();
}

/** Lightens the photo around the code on most cards. */
function margin(ctx: Context, box: Box, { left, top }: Place, span: number, random: Random) {
  if (!random.chance(OVERLAY.framed)) return;
  ctx.fillStyle = grey(1, random.in(OVERLAY.frame));
  ctx.beginPath();
  ctx.rect(box.x, box.y, box.side, box.side);
  ctx.rect(left, top, span, span);
  ctx.fill('evenodd');
}

/** Draws the code in its style over the photo and fills the whole square. */
function overlay(
  ctx: Context,
  style: Style,
  bits: boolean[][],
  photo: OffscreenCanvas,
  box: Box,
  place: Place,
  random: Random,
) {
  const cover = (fill: string, { x, y, side }: Box = box) => {
    ctx.fillStyle = fill;
    ctx.fillRect(x, y, side, side);
  };
  ctx.drawImage(photo, box.x, box.y, box.side, box.side);
  const span = bits.length * place.cell;
  const code = { x: place.left, y: place.top, side: span };
  switch (style) {
    case 'plain':
    case 'logo': {
      cover(grey(random.in(OVERLAY.plain.paper)));
      modules(ctx, bits, true, place, grey(random.in(OVERLAY.plain.ink)));
      if (style === 'plain') break;
      const side = span * random.in(OVERLAY.logo.side);
      const [x, y] = [place.left + (span - side) / 2, place.top + (span - side) / 2];
      ctx.save();
      ctx.beginPath();
      ctx.roundRect(x, y, side, side, side * random.in([0, 0.5]));
      ctx.clip();
      ctx.drawImage(photo, x, y, side, side);
      ctx.restore();
      break;
    }
    case 'alpha':
      margin(ctx, box, place, span, random);
      modules(ctx, bits, false, place, grey(1, random.in(OVERLAY.alpha.light)));
      modules(ctx, bits, true, place, grey(0, random.in(OVERLAY.alpha.dark)));
      break;
    case 'veil':
      cover(grey(1, random.in(OVERLAY.veil.veil)));
      modules(ctx, bits, true, place, grey(random.in([0, 0.15]), random.in(OVERLAY.veil.dark)));
      break;
    case 'dots': {
      cover(grey(0.5, 1 - random.in(OVERLAY.dots.photo)));
      margin(ctx, box, place, span, random);
      const shape = { diameter: random.in(OVERLAY.dots.diameter), solidFinders: true };
      const opacity = random.in(OVERLAY.dots.opacity);
      modules(ctx, bits, false, place, grey(1, opacity), shape);
      modules(ctx, bits, true, place, grey(0, opacity), shape);
      break;
    }
    case 'round': {
      cover(grey(1, random.in(OVERLAY.round.veil)));
      const shape = { diameter: random.in(OVERLAY.round.diameter), solidFinders: random.chance(0.5) };
      modules(ctx, bits, true, place, grey(random.in([0, 0.2])), shape);
      break;
    }
    case 'inverted':
      cover(grey(0, random.in(OVERLAY.inverted.shade)), random.chance(OVERLAY.framed) ? box : code);
      modules(ctx, bits, true, place, grey(1, random.in(OVERLAY.inverted.light)));
      break;
    case 'ink': {
      const hue = random.whole(0, 359);
      const paper = 100 * random.in(OVERLAY.ink.paper);
      cover(`hsl(${random.whole(0, 359)} 30% ${paper}% / ${random.in(OVERLAY.ink.veil)})`);
      const [s, l] = [100 * random.in(OVERLAY.ink.saturation), 100 * random.in(OVERLAY.ink.ink)];
      modules(ctx, bits, true, place, `hsl(${hue} ${s}% ${l}%)`);
      break;
    }
  }
}

/** The screen of a phone and the position of the code on it, px of its canvas. */
export interface Screen {
  canvas: OffscreenCanvas;
  /** Centre and side of the code, and the side of a module. */
  x: number;
  y: number;
  side: number;
  cell: number;
}

/** Draws the code, or something else in its place (negatives). */
export type Painter = (ctx: Context, box: Box, random: Random) => void;

/** A phone screen: status bar, lines of a name, the photo, the square with the code, a button. */
export function phone(cell: number, quiet: number, size: number, random: Random, paint: Painter): Screen {
  const side = Math.round((size + 2 * quiet) * cell);
  const width = Math.round(side * random.in([1.08, 1.35]));
  const height = Math.round(width * random.in([1.9, 2.15]));
  const bezel = Math.round(width * 0.03);
  const ctx = canvas(width + 2 * bezel, height + 2 * bezel);
  const dark = random.chance(0.25);
  ctx.fillStyle = '#111';
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.fillStyle = dark ? grey(random.in([0.05, 0.2])) : grey(random.in([0.9, 1]));
  ctx.fillRect(bezel, bezel, width, height);
  const x = Math.round(bezel + (width - side) / 2);
  const y = Math.round(bezel + height * random.in([0.42, 0.47]));
  ctx.fillStyle = dark ? '#ccc' : '#222';
  ctx.font = `${Math.round(width * 0.05)}px sans-serif`;
  ctx.fillText('Цифровой ID', x, bezel + height * 0.06);
  ctx.fillText('Покажите код', x, y - height * 0.015);
  const photo = portrait(Math.round(height * 0.28), random);
  ctx.drawImage(photo, bezel + (width - photo.width) / 2, bezel + height * 0.09);
  paint(ctx, { x, y, side }, random);
  ctx.fillStyle = `hsl(${random.whole(180, 280)} 70% 50%)`;
  ctx.fillRect(x, bezel + height * 0.94, side, height * 0.04);
  return { canvas: ctx.canvas, x: x + side / 2, y: y + side / 2, side: size * cell, cell };
}

/** A phone screen with the code in a style. `cell`: side of a module, px of its canvas. */
export function card(style: Style, bits: boolean[][], cell: number, random: Random): Screen {
  const quiet = random.in(OVERLAY.quiet);
  return phone(cell, quiet, bits.length, random, (ctx, box) => {
    const photo = portrait(Math.min(480, box.side), random);
    const place = { left: box.x + quiet * cell, top: box.y + quiet * cell, cell };
    overlay(ctx, style, bits, photo, box, place, random);
  });
}
