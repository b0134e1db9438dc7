import { type Box, code, type Painter, phone } from './card.js';
import { CONDITIONS, LENS, STYLES } from './params.js';
import { type Context, canvas, portrait } from './portrait.js';
import { gaussian, Random } from './random.js';
import { film } from './webcam.js';

/** Kinds of pictures without a QR code. Any text read in them, even an empty one, is a false read. */
export const KINDS = [
  'noise',
  'text page',
  'face',
  'ean',
  'code128',
  'datamatrix',
  'aztec',
  'pdf417',
  'checkerboard',
  'finders alone',
  'random modules',
  'broken code',
  'phone without code',
] as const;
type Kind = (typeof KINDS)[number];

function noise(ctx: Context, random: Random) {
  const { width, height } = ctx.canvas;
  const image = ctx.createImageData(width, height);
  const next = gaussian(random);
  const block = random.pick([1, 1, 2, 3, 4, 6, 8]);
  const hard = random.chance(0.5);
  for (let y = 0; y < height; y += block)
    for (let x = 0; x < width; x += block) {
      const n = next();
      const value = hard ? (n > 0 ? 255 : 0) : 128 + 60 * n;
      for (let j = y; j < Math.min(height, y + block); j++)
        for (let i = x; i < Math.min(width, x + block); i++) {
          const p = (j * width + i) * 4;
          image.data[p] = image.data[p + 1] = image.data[p + 2] = value;
          image.data[p + 3] = 255;
        }
    }
  ctx.putImageData(image, 0, 0);
}

function textLines(ctx: Context, { x, y, side }: Box, random: Random) {
  const size = random.in([8, 26]);
  ctx.fillStyle = '#111';
  ctx.font = `${random.pick(['', 'bold ', 'italic '])}${size}px ${random.pick(['serif', 'sans-serif', 'monospace'])}`;
  for (let line = y + size; line < y + side; line += size * 1.35) {
    let words = '';
    while (words.length * size * 0.5 < side)
      words += `${random.text(random.whole(1, 11), 'абвгдежзиклмнопрстуфхцчшщыьэюяeoinart0123456789')} `;
    ctx.fillText(words, x, line, side);
  }
}

const dark = (ctx: Context, box: Box) => {
  ctx.fillStyle = '#fff';
  ctx.fillRect(box.x, box.y, box.side, box.side);
  ctx.fillStyle = '#000';
};

/** A barcode-like pattern of bars in the box. */
function bars(ctx: Context, box: Box, random: Random, widths: number, modules: number, rows = 1) {
  dark(ctx, box);
  const unit = (box.side * 0.9) / modules;
  const rowHeight = (box.side * (rows > 1 ? 0.7 : random.in([0.2, 0.7]))) / rows;
  for (let row = 0; row < rows; row++) {
    let at = 0;
    for (let black = true; at < modules; black = !black) {
      const w = Math.min(modules - at, rows > 1 && at === 0 ? 8 : random.whole(1, widths));
      if (black)
        ctx.fillRect(
          box.x + box.side * 0.05 + at * unit,
          box.y + box.side * 0.15 + row * rowHeight,
          w * unit + 0.2,
          rowHeight,
        );
      at += w;
    }
  }
}

/** A grid of modules, coloured by `isDark`. */
function grid(ctx: Context, box: Box, n: number, isDark: (x: number, y: number) => boolean) {
  dark(ctx, box);
  const cell = (box.side * 0.88) / n;
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++)
      if (isDark(x, y))
        ctx.fillRect(box.x + box.side * 0.06 + x * cell, box.y + box.side * 0.06 + y * cell, cell, cell);
}

const ring = (x: number, y: number) => {
  const r = Math.max(Math.abs(x - 3), Math.abs(y - 3));
  return r === 3 || r <= 1;
};

/** Whether a module of an n×n symbol is dark if it belongs to a finder pattern, else null. */
function finder(x: number, y: number, n: number): boolean | null {
  const fx = x >= n - 8 ? x - (n - 7) : x;
  const fy = y >= n - 8 ? y - (n - 7) : y;
  if (fx > 7 || fy > 7 || (x >= n - 8 && y >= n - 8)) return null;
  return fx >= 0 && fy >= 0 && fx < 7 && fy < 7 && ring(fx, fy);
}

/** Finder patterns at random positions, with nothing or stripes between them. */
function finders(ctx: Context, box: Box, random: Random) {
  const n = 17 + 4 * random.whole(1, 10);
  const stripe = random.pick([0, 1, 2]);
  grid(
    ctx,
    box,
    n,
    (x, y) => finder(x, y, n) ?? (stripe === 0 ? false : stripe === 1 ? x % 2 === 0 : (x * y) % 3 === 0),
  );
}

function paint(kind: Kind): Painter {
  return (ctx, box, random) => {
    switch (kind) {
      case 'ean':
        return bars(ctx, box, random, 4, 95);
      case 'code128':
        return bars(ctx, box, random, 4, random.whole(60, 200));
      case 'pdf417':
        return bars(ctx, box, random, 6, 17 * random.whole(4, 9), random.whole(5, 30));
      case 'datamatrix': {
        const n = 2 * random.whole(5, 24);
        return grid(ctx, box, n, (x, y) =>
          x === 0 || y === n - 1 ? true : y === 0 || x === n - 1 ? (x + y) % 2 === 0 : random.chance(0.5),
        );
      }
      case 'aztec': {
        const n = 2 * random.whole(7, 20) + 1;
        return grid(ctx, box, n, (x, y) => {
          const r = Math.max(Math.abs(x - (n - 1) / 2), Math.abs(y - (n - 1) / 2));
          return r <= 5 ? r % 2 === 0 : random.chance(0.5);
        });
      }
      case 'checkerboard': {
        const n = random.whole(4, 60);
        return grid(ctx, box, n, (x, y) => (x + y) % 2 === 0);
      }
      case 'finders alone':
        return finders(ctx, box, random);
      case 'random modules': {
        const n = 17 + 4 * random.whole(1, 10);
        return grid(ctx, box, n, (x, y) => finder(x, y, n) ?? random.chance(0.5));
      }
      case 'broken code': {
        const bits = code(random.pick(STYLES), random).modules;
        const n = bits.length;
        // Damage far beyond error correction. Finder patterns, timing, format and version are kept.
        const damage = random.in([0.4, 0.5]);
        const keep = (x: number, y: number) =>
          x === 6 || y === 6 || (x < 9 && y < 9) || (x > n - 12 && y < 9) || (x < 9 && y > n - 12);
        return grid(ctx, box, n, (x, y) => bits[y]![x]! !== (!keep(x, y) && random.chance(damage)));
      }
      case 'text page':
        dark(ctx, box);
        return textLines(ctx, box, random);
      default: {
        ctx.drawImage(portrait(Math.min(480, box.side), random), box.x, box.y, box.side, box.side);
      }
    }
  };
}

/**
 * One negative: its kind and a function that draws it. 640×480 px; half are filmed on a phone, half are flat.
 */
export function negative(seed: number, index: number): { kind: Kind; draw(): Promise<Blob | ImageData> } {
  const kind = KINDS[index % KINDS.length]!;
  return {
    kind,
    async draw() {
      const random = new Random('negative', seed, index);
      if (kind !== 'noise' && (kind === 'phone without code' || random.chance(0.3))) {
        const size = random.whole(25, 50);
        const screen = phone(8, random.in([1, 4]), size, random, paint(kind));
        const lens = LENS[random.pick(CONDITIONS)];
        return (await film(screen, lens, 640, 480, random)).blob;
      }
      const ctx = canvas(640, 480);
      if (kind === 'noise') noise(ctx, random);
      else {
        const shade = random.whole(120, 255);
        ctx.fillStyle = `rgb(${shade} ${shade} ${shade})`;
        ctx.fillRect(0, 0, 640, 480);
        ctx.translate(320, 240);
        ctx.rotate(random.chance(0.5) ? 0 : random.in([-0.6, 0.6]));
        const side = Math.round(random.in([120, 440]));
        paint(kind)(ctx, { x: -side / 2, y: -side / 2, side }, random);
      }
      return ctx.getImageData(0, 0, 640, 480);
    },
  };
}
