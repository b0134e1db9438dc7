// npm run decoder-pictures: draws the pictures of README.md, which show a frame at each step of the pipeline.
// The frame is drawn here, not photographed. Needs the compiled sources and the build of the single steps
// (`node build-reader.mjs units`).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import encodeQR from 'qr';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'pictures');
const { BUILDS, bytesAt, floatsAt, seeded } = await import('./dist/units.test-support.js');
const { parse } = await import('./dist/bitstream.js');
const [, units] = BUILDS[0];

const WIDTH = 320;
const HEIGHT = 240;
const VERSION = 3;
const MODULES = 29;
const TEXT = 'https://example.org/training/m5/1';

/** An RGB picture. */
class Picture {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height * 3);
  }
  /** @param {number} x @param {number} y @param {readonly number[]} colour */
  set(x, y, colour) {
    const [u, v] = [Math.round(x), Math.round(y)];
    if (u >= 0 && v >= 0 && u < this.width && v < this.height)
      this.data.set(colour, (v * this.width + u) * 3);
  }
  /** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {readonly number[]} colour */
  line(x0, y0, x1, y1, colour) {
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1));
    for (let i = 0; i <= steps; i++)
      this.set(x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps, colour);
  }
  /** @param {string} name */
  write(name) {
    const rows = Buffer.alloc((this.width * 3 + 1) * this.height);
    for (let y = 0; y < this.height; y++)
      rows.set(
        this.data.subarray(y * this.width * 3, (y + 1) * this.width * 3),
        y * (this.width * 3 + 1) + 1,
      );
    /** @param {string} type @param {Buffer} body */
    const chunk = (type, body) => {
      const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)]);
      whole.writeUInt32BE(body.length);
      whole.writeUInt32BE(crc32(whole.subarray(4, -4)) >>> 0, whole.length - 4);
      return whole;
    };
    const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
    const body = deflateSync(rows, { level: 9 });
    writeFileSync(
      join(out, name),
      Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]),
    );
  }
}

/** Draws a tilted card in uneven light with blur, noise and glare. */
function drawFrame() {
  const rows = encodeQR(TEXT, 'raw', { ecc: 'medium', version: VERSION, border: 1 });
  const random = seeded(11);
  const sharp = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [dx, dy] = [x - 160, y - 120];
      const w = 1 + 0.0012 * dx - 0.0008 * dy;
      const u = (dx * 0.966 + dy * 0.259) / w / 5.2 + 15.5;
      const v = (dy * 0.966 - dx * 0.259) / w / 5.2 + 15.5;
      const onCard = u > -1.5 && v > -1.5 && u < 32.5 && v < 32.5;
      const dark = rows[Math.floor(v)]?.[Math.floor(u)] ?? false;
      const surface = onCard ? (dark ? 45 : 225) : 110 + 30 * Math.sin(x / 23) * Math.cos(y / 31);
      const light = 0.55 + (0.45 * x) / WIDTH;
      const reflection = 90 * Math.exp(-((x - 225) ** 2 + (y - 95) ** 2) / 900);
      sharp[y * WIDTH + x] = surface * light + reflection;
    }
  const gray = bytesAt(units, units.allocatePicture(WIDTH, HEIGHT, 0), WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0;
      let weights = 0;
      for (let j = -3; j <= 3; j++)
        for (let i = -3; i <= 3; i++) {
          const value = sharp[(y + j) * WIDTH + x + i];
          if (value === undefined) continue;
          const weight = Math.exp(-(i * i + j * j) / 3.5);
          sum += weight * value;
          weights += weight;
        }
      gray[y * WIDTH + x] = Math.max(0, Math.min(255, sum / weights + 24 * (random() + random() - 1)));
    }
  units.preparePicture();
  return gray.slice();
}

/** @param {Uint8Array} gray @param {(value: number) => number} tone */
function fromGray(gray, tone = (value) => value) {
  const picture = new Picture(WIDTH, HEIGHT);
  // Sixteen gray levels suffice and need a third of the bytes.
  for (let i = 0; i < gray.length; i++) {
    const level = Math.min(255, Math.round((gray[i] ?? 0) / 17) * 17);
    picture.data.fill(tone(level), i * 3, i * 3 + 3);
  }
  return picture;
}

/** @param {Float32Array} values soft values, light positive @param {string} name */
function drawModules(values, name) {
  const cell = 8;
  const picture = new Picture((MODULES + 2) * cell, (MODULES + 2) * cell);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const value = values[Math.floor(y / cell) * (MODULES + 2) + Math.floor(x / cell)] ?? 0;
      picture.set(x, y, new Array(3).fill(Math.max(0, Math.min(255, 128 + 100 * value))));
    }
  picture.write(name);
}

mkdirSync(out, { recursive: true });
const gray = drawFrame();
fromGray(gray).write('1-frame.png');

const count = units.detectFinders(0, 1, 8, 1, 0);
const view = new DataView(units.memory.buffer, units.passView(1), 12);
const rowBytes = view.getInt32(4, true);
const bits = bytesAt(units, view.getUint32(0, true), rowBytes * HEIGHT).slice();
const blackAndWhite = new Uint8Array(WIDTH * HEIGHT);
for (let y = 0; y < HEIGHT; y++)
  for (let x = 0; x < WIDTH; x++) blackAndWhite[y * WIDTH + x] = bits[y * rowBytes + x] ? 0 : 255;
fromGray(blackAndWhite).write('2-binarize.png');

const finders = Array.from({ length: count }, (_, i) => {
  const [x, y, module] = floatsAt(units, units.finderAt(i), 3);
  const hits = new Int32Array(units.memory.buffer, units.finderAt(i) + 12, 1)[0] ?? 0;
  return { x: x ?? 0, y: y ?? 0, module: module ?? 0, hits };
}).sort((a, b) => b.hits - a.hits);
const found = fromGray(gray, (value) => 128 + value / 2);
finders.forEach(({ x, y, module }, i) => {
  for (let degrees = 0; degrees < 360; degrees += 2) {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    for (const width of [0, 0.6])
      found.set(
        x + (4.2 * module + width) * cos,
        y + (4.2 * module + width) * sin,
        i < 3 ? [0, 110, 60] : [200, 120, 0],
      );
  }
});
found.write('3-finder.png');

if (!units.readTriples(6, 1)) throw new Error('The frame was not decoded. Run build-reader.mjs units first.');
const grid = fromGray(gray, (value) => 128 + value / 2);
for (let i = 0; i <= MODULES; i++)
  for (let k = 0; k < MODULES; k++) {
    grid.line(units.mapX(i, k), units.mapY(i, k), units.mapX(i, k + 1), units.mapY(i, k + 1), [0, 90, 200]);
    grid.line(units.mapX(k, i), units.mapY(k, i), units.mapX(k + 1, i), units.mapY(k + 1, i), [0, 90, 200]);
  }
grid.write('4-grid.png');

units.sampleModules(0.2, 4, 0);
drawModules(floatsAt(units, units.samples(), (MODULES + 2) ** 2), '5-sampling.png');
units.copySamples(1);
units.trainEqualizer(1, 0, 0, 0);
units.trainEqualizer(1, 0, 0, 1);
drawModules(floatsAt(units, units.softModules(), (MODULES + 2) ** 2), '6-equalizer.png');

if (!units.readSoftModules()) throw new Error('The equalized modules were not decoded.');
const info = new DataView(units.memory.buffer, units.resultInfo(), 16);
const length = info.getInt32(0, true);
const content = parse(bytesAt(units, units.dataBytes(), length), info.getInt32(4, true));
console.log(
  `finders ${count}, format ${units.formatFound().toString(2).padStart(5, '0')}, data bytes ${length}`,
);
console.log(`probability that noise is accepted: e^${info.getFloat32(12, true).toFixed(0)}`);
console.log(`text is correct: ${content?.text === TEXT}`);
