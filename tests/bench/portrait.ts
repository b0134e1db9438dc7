import type { Random } from './random.js';

export type Context = OffscreenCanvasRenderingContext2D;

export function canvas(width: number, height: number): Context {
  return new OffscreenCanvas(Math.round(width), Math.round(height)).getContext('2d', {
    willReadFrequently: true,
  })!;
}

const SKIN = ['#f3d3bd', '#e8b999', '#d9a07c', '#b97f5b', '#8c5a3c', '#5b3826'];
const HAIR = ['#1d1512', '#3b2417', '#6b4423', '#a47148', '#d8b87a', '#8a8a8a', '#7a2f1a'];

function ellipse(ctx: Context, x: number, y: number, rx: number, ry: number, fill: string | CanvasGradient) {
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  ctx.fill();
}

/** Optional details of a face. */
export interface Face {
  /** Share of faces with glasses. */
  glasses: number;
  /** Hair in single strands: fine detail of the size of a module. */
  strands: boolean;
}

function drawStrands(ctx: Context, x: number, y: number, rx: number, ry: number, random: Random): void {
  const count = random.whole(60, 160);
  for (let i = 0; i < count; i++) {
    const angle = random.in([-Math.PI, 0]);
    const [px, py] = [
      x + rx * 1.05 * Math.cos(angle),
      y - ry * 0.1 + ry * random.in([0.75, 1.1]) * Math.sin(angle),
    ];
    ctx.strokeStyle = random.chance(0.5)
      ? `rgb(0 0 0 / ${random.in([0.1, 0.5])})`
      : `rgb(255 240 210 / ${random.in([0.05, 0.35])})`;
    ctx.lineWidth = rx * random.in([0.01, 0.05]);
    ctx.beginPath();
    ctx.moveTo(px, py);
    ctx.quadraticCurveTo(
      px + random.either([0, 0.25]) * rx,
      py + random.in([0, 0.3]) * ry,
      px + random.either([0, 0.4]) * rx,
      py + random.in([0.1, 0.6]) * ry,
    );
    ctx.stroke();
  }
}

function drawGlasses(ctx: Context, x: number, y: number, rx: number, ry: number, random: Random): void {
  ctx.strokeStyle = random.chance(0.7) ? '#15120f' : '#8a6a2c';
  ctx.lineWidth = rx * random.in([0.04, 0.11]);
  const round = random.in([0.15, 0.5]);
  for (const side of [-1, 1]) {
    const [w, h] = [rx * 0.62, ry * random.in([0.3, 0.42])];
    ctx.beginPath();
    ctx.roundRect(x + side * rx * 0.42 - w / 2, y - ry * 0.02 - h / 2, w, h, round * h);
    ctx.stroke();
    ctx.fillStyle = `rgb(255 255 255 / ${random.in([0, 0.25])})`;
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(x + side * rx * 0.73, y - ry * 0.05);
    ctx.lineTo(x + side * rx, y - ry * 0.08);
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.moveTo(x - rx * 0.11, y - ry * 0.04);
  ctx.lineTo(x + rx * 0.11, y - ry * 0.04);
  ctx.stroke();
}

/** Draws a fictitious face with hair, shirt and background in a square of `size` px. */
export function portrait(size: number, random: Random, extra?: Face): OffscreenCanvas {
  const ctx = canvas(size, size);
  const u = size / 100;
  const hue = random.whole(0, 359);
  const back = ctx.createLinearGradient(0, 0, random.chance(0.5) ? size : 0, size);
  const light = random.whole(35, 90);
  back.addColorStop(0, `hsl(${hue} ${random.whole(5, 45)}% ${light}%)`);
  back.addColorStop(1, `hsl(${hue} ${random.whole(5, 45)}% ${Math.max(15, light - random.whole(5, 30))}%)`);
  ctx.fillStyle = back;
  ctx.fillRect(0, 0, size, size);
  for (let i = random.whole(0, 5); i > 0; i--)
    ellipse(
      ctx,
      random.in([0, size]),
      random.in([0, size]),
      random.in([4, 20]) * u,
      random.in([4, 30]) * u,
      `hsl(${hue} 20% ${random.whole(20, 90)}% / 0.3)`,
    );

  const skin = random.pick(SKIN);
  const hair = random.pick(HAIR);
  const x = 50 * u + random.either([0, 6]) * u;
  const y = random.in([42, 50]) * u;
  const rx = random.in([19, 24]) * u;
  const ry = rx * random.in([1.2, 1.45]);
  const long = random.chance(0.5);
  if (long) ellipse(ctx, x, y + ry * 0.25, rx * 1.35, ry * 1.25, hair);
  const shirt = `hsl(${random.whole(0, 359)} ${random.whole(5, 70)}% ${random.whole(10, 92)}%)`;
  ellipse(ctx, x, y + ry * 2.15, rx * random.in([2, 2.6]), ry * 1.05, shirt);
  ctx.fillStyle = skin;
  ctx.fillRect(x - rx * 0.42, y + ry * 0.6, rx * 0.84, ry * 0.62);
  ellipse(ctx, x, y + ry * 1.22, rx * 0.6, ry * 0.2, skin);
  ellipse(ctx, x, y - ry * 0.22, rx * 1.1, ry * 0.95, hair);
  ellipse(ctx, x, y + ry * 0.06, rx, ry * 0.95, skin);
  if (random.chance(0.6))
    ellipse(ctx, x + random.either([0, 0.3]) * rx, y - ry * 0.86, rx * 0.85, ry * 0.32, hair);
  for (const side of [-1, 1]) {
    ellipse(ctx, x + side * rx * 0.4, y - ry * 0.02, rx * 0.18, ry * 0.07, '#f4f2ee');
    ellipse(ctx, x + side * rx * 0.4, y - ry * 0.02, rx * 0.08, ry * 0.065, '#2a1d18');
    ctx.fillStyle = hair;
    ctx.fillRect(x + side * rx * 0.4 - rx * 0.22, y - ry * 0.2, rx * 0.44, ry * 0.05);
  }
  ctx.fillStyle = 'rgb(90 40 20 / 0.28)';
  ctx.fillRect(x - rx * 0.06, y, rx * 0.12, ry * 0.3);
  ellipse(ctx, x, y + ry * 0.3, rx * 0.17, ry * 0.05, 'rgb(90 40 20 / 0.35)');
  ellipse(ctx, x, y + ry * 0.55, rx * 0.3, ry * 0.06, 'rgb(150 50 50 / 0.75)');
  if (extra?.strands) drawStrands(ctx, x, y, rx, ry, random);
  if (extra && random.chance(extra.glasses)) drawGlasses(ctx, x, y, rx, ry, random);
  const shade = ctx.createRadialGradient(x - rx * 0.5, y - ry * 0.5, rx * 0.2, x, y, ry * 1.5);
  shade.addColorStop(0, 'rgb(255 255 255 / 0.22)');
  shade.addColorStop(0.6, 'rgb(0 0 0 / 0)');
  shade.addColorStop(1, `rgb(0 0 0 / ${random.in([0.1, 0.35])})`);
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, size, size);
  for (let i = 0; i < 220; i++) {
    ctx.fillStyle = `rgb(${random.chance(0.5) ? '255 255 255' : '0 0 0'} / ${random.in([0.01, 0.06])})`;
    ctx.fillRect(random.in([0, size]), random.in([0, size]), random.in([1, 5]) * u, random.in([1, 5]) * u);
  }
  return ctx.canvas;
}
