import encodeQR, { type ErrorCorrection } from 'qr';
import { type Box, phone, type Screen } from './card.js';
import { DIGITAL_ID, type DigitalIdStyle } from './params.js';
import { type Context, canvas, portrait } from './portrait.js';
import type { Random } from './random.js';

/** Capacity in bytes of versions 3 to 6 at each level (ISO/IEC 18004, table 7). */
const CAPACITY: Record<ErrorCorrection, readonly number[]> = {
  low: [53, 78, 106, 134],
  medium: [42, 62, 84, 106],
  quartile: [32, 46, 60, 74],
  high: [24, 34, 44, 58],
};
const FIRST_VERSION = 3;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const HEX = '0123456789abcdef';

export interface Symbol {
  text: string;
  /** Rows of modules; true is dark. */
  modules: boolean[][];
}

function identifier(random: Random): string {
  const kind = random.next();
  if (kind < 0.55) return random.text(11, LETTERS);
  if (kind < 0.85) return random.text(22, LETTERS);
  return [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-');
}

/** A code with the payload of a Digital ID: version 3 to 6, mostly at the lowest error correction level. */
export function digitalIdCode(random: Random): Symbol {
  const text = `https://www.gosuslugi.ru/m${random.whole(1, 12)}/${identifier(random)}?p=f`;
  const roll = random.next();
  let ecc: ErrorCorrection = roll < 0.68 ? 'low' : roll < 0.84 ? 'medium' : roll < 0.94 ? 'quartile' : 'high';
  let least = CAPACITY[ecc].findIndex((bytes) => text.length <= bytes);
  if (least < 0) {
    ecc = 'low';
    least = CAPACITY[ecc].findIndex((bytes) => text.length <= bytes);
  }
  // The card in the guide is one version larger than its text needs.
  const version = Math.min(6, FIRST_VERSION + least + (random.chance(0.5) ? 1 : 0));
  const bordered = encodeQR(text, 'raw', { ecc, version, border: 1 });
  return { text, modules: bordered.slice(1, -1).map((row) => row.slice(1, -1)) };
}

/** Position of the code on its square, px. */
interface Place {
  left: number;
  top: number;
  /** Side of one module. */
  cell: number;
  /** Number of modules in a row. */
  count: number;
}

const FINDER = 7;

const isFinder = (x: number, y: number, count: number) =>
  (x < FINDER && y < FINDER) || (x >= count - FINDER && y < FINDER) || (x < FINDER && y >= count - FINDER);

/** Top left corners of the three finder patterns, modules. */
const finderCorners = (count: number) =>
  [
    [0, 0],
    [count - FINDER, 0],
    [0, count - FINDER],
  ] as const;

/**
 * Three finder patterns, each a ring and a core with rounded corners. `radius`: of the outer corner, modules.
 */
function drawFinders(ctx: Context, { left, top, cell, count }: Place, radius: number, ink: string): void {
  for (const [u, v] of finderCorners(count)) {
    const box = (inset: number, corner: number) =>
      ctx.roundRect(
        left + (u + inset) * cell,
        top + (v + inset) * cell,
        (FINDER - 2 * inset) * cell,
        (FINDER - 2 * inset) * cell,
        Math.max(0, corner) * cell,
      );
    ctx.fillStyle = ink;
    ctx.beginPath();
    box(0, radius);
    box(1, radius - 1);
    ctx.fill('evenodd');
    ctx.beginPath();
    // The core has the shape of the ring: square or circle.
    box(2, (radius * 1.5) / 3.5);
    ctx.fill();
  }
}

/** A white panel under each finder pattern, one module wider on the sides that face the code. */
function drawPanels(ctx: Context, { left, top, cell, count }: Place, radius: number): void {
  ctx.fillStyle = '#fff';
  for (const [u, v] of finderCorners(count)) {
    ctx.beginPath();
    ctx.roundRect(left + (u - 1) * cell, top + (v - 1) * cell, 9 * cell, 9 * cell, radius * cell);
    ctx.fill();
  }
}

/** Draws every module outside the finder patterns as a dot over the photograph. */
function drawDots(ctx: Context, modules: boolean[][], place: Place, diameter: number): void {
  const { left, top, cell, count } = place;
  const r = (diameter * cell) / 2;
  for (const dark of [false, true]) {
    ctx.fillStyle = dark ? '#000' : '#fff';
    ctx.beginPath();
    for (let y = 0; y < count; y++)
      for (let x = 0; x < count; x++) {
        if (modules[y]![x] !== dark || isFinder(x, y, count)) continue;
        const [cx, cy] = [left + (x + 0.5) * cell, top + (y + 0.5) * cell];
        ctx.moveTo(cx + r, cy);
        ctx.arc(cx, cy, r, 0, 2 * Math.PI);
      }
    ctx.fill();
  }
}

function drawSquares(ctx: Context, modules: boolean[][], place: Place, ink: string, finders: boolean): void {
  const { left, top, cell, count } = place;
  ctx.fillStyle = ink;
  ctx.beginPath();
  for (let y = 0; y < count; y++)
    for (let x = 0; x < count; x++)
      if (modules[y]![x] && (finders || !isFinder(x, y, count)))
        ctx.rect(left + x * cell, top + y * cell, cell, cell);
  ctx.fill();
}

/** Style A of the guide's slides: dots over the unmodified photograph. */
function drawDotted(
  ctx: Context,
  modules: boolean[][],
  photo: OffscreenCanvas,
  place: Place,
  random: Random,
) {
  const { dotted } = DIGITAL_ID;
  const span = place.count * place.cell;
  ctx.drawImage(photo, place.left, place.top, span, span);
  const radius = random.in(dotted.finderRadius);
  drawPanels(ctx, place, random.in(dotted.panelRadius));
  drawFinders(ctx, place, radius, '#000');
  drawDots(ctx, modules, place, random.in(dotted.diameter));
}

/** Style B of the photographed phone: squares over a lightened photograph, finder patterns as circles. */
function drawLightened(
  ctx: Context,
  modules: boolean[][],
  photo: OffscreenCanvas,
  place: Place,
  random: Random,
) {
  const { lightened } = DIGITAL_ID;
  const span = place.count * place.cell;
  ctx.drawImage(photo, place.left, place.top, span, span);
  ctx.fillStyle = `rgb(255 255 255 / ${random.in(lightened.veil)})`;
  ctx.fillRect(place.left, place.top, span, span);
  const level = Math.round(255 * random.in(lightened.ink));
  const ink = `rgb(${level} ${level} ${level})`;
  drawPanels(ctx, place, 1);
  drawFinders(ctx, place, FINDER / 2, ink);
  drawSquares(ctx, modules, place, ink, false);
}

function drawPlain(ctx: Context, modules: boolean[][], place: Place): void {
  const span = place.count * place.cell;
  ctx.fillStyle = '#fff';
  ctx.fillRect(place.left, place.top, span, span);
  drawSquares(ctx, modules, place, '#000', true);
}

/**
 * A frame of two alternating pictures: the first above a line, the second below it, blended in a band
 * between.
 */
function drawAlternating(
  ctx: Context,
  modules: boolean[][],
  photo: OffscreenCanvas,
  box: Box,
  place: Place,
  random: Random,
  when: Random,
) {
  drawDotted(ctx, modules, photo, place, random);
  const plain = canvas(box.side, box.side);
  drawPlain(plain, modules, { ...place, left: place.left - box.x, top: place.top - box.y });
  const { moment, band } = DIGITAL_ID.alternating;
  // The line may lie outside the square: then only one of the pictures is visible.
  const line = when.in(moment) * box.side;
  const half = (when.in(band) * box.side) / 2;
  const share = plain.createLinearGradient(0, line - half, 0, line + half + 1);
  const upper = when.chance(0.5);
  share.addColorStop(0, `rgb(0 0 0 / ${upper ? 1 : 0})`);
  share.addColorStop(1, `rgb(0 0 0 / ${upper ? 0 : 1})`);
  plain.globalCompositeOperation = 'destination-in';
  plain.fillStyle = share;
  plain.fillRect(0, 0, box.side, box.side);
  ctx.drawImage(plain.canvas, box.x, box.y);
}

/**
 * The card of a Digital ID as described in `card.md`.
 * @param cell side of a module, px of the screen's canvas
 * @param moment determines which part of each alternating picture is visible
 */
export function digitalIdCard(
  style: DigitalIdStyle,
  symbol: Symbol,
  cell: number,
  random: Random,
  moment = random,
): Screen {
  const count = symbol.modules.length;
  const quiet = random.in(DIGITAL_ID.quiet);
  const frame = random.in(DIGITAL_ID.frame);
  const [hue, saturation, lightness] = random.pick(DIGITAL_ID.colours);
  const margin = quiet + frame;
  return phone(cell, margin, count, random, (ctx, box) => {
    const photo = portrait(Math.min(640, count * cell), random, DIGITAL_ID.face);
    ctx.fillStyle = `hsl(${hue} ${saturation}% ${lightness}%)`;
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.side, box.side, 2.5 * cell);
    ctx.fill();
    ctx.fillStyle = '#fff';
    ctx.beginPath();
    const inner = (count + 2 * quiet) * cell;
    ctx.roundRect(box.x + frame * cell, box.y + frame * cell, inner, inner, 1.8 * cell);
    ctx.fill();
    const place = { left: box.x + margin * cell, top: box.y + margin * cell, cell, count };
    if (style === 'dotted') drawDotted(ctx, symbol.modules, photo, place, random);
    else if (style === 'lightened') drawLightened(ctx, symbol.modules, photo, place, random);
    else drawAlternating(ctx, symbol.modules, photo, box, place, random, moment);
  });
}
