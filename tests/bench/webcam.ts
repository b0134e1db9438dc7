import type { Screen } from './card.js';
import type { Lens, Range } from './params.js';
import { canvas } from './portrait.js';
import { gaussian, type Random } from './random.js';

type Matrix = [number, number, number, number, number, number, number, number, number];

/** Homography from the plane of the screen to the frame, row by row: screen px to frame px. */
function projection(screen: Screen, lens: Pose, width: number, height: number): Matrix {
  const [cy, sy] = [Math.cos(lens.yaw), Math.sin(lens.yaw)];
  const [cp, sp] = [Math.cos(lens.pitch), Math.sin(lens.pitch)];
  const [cr, sr] = [Math.cos(lens.roll), Math.sin(lens.roll)];
  // Directions of the screen's axes after Ry·Rx·Rz.
  const ax = [cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr] as const;
  const ay = [-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr] as const;
  const focal = 1.1 * width;
  const distance = (focal * screen.side) / lens.side;
  const row = (along: number, down: number, centre: number) => {
    const a = focal * along + centre * ax[2];
    const b = focal * down + centre * ay[2];
    return [a, b, centre * distance - a * screen.x - b * screen.y] as const;
  };
  return [
    ...row(ax[0], ay[0], width / 2 + lens.dx),
    ...row(ax[1], ay[1], height / 2 + lens.dy),
    ax[2],
    ay[2],
    distance - ax[2] * screen.x - ay[2] * screen.y,
  ];
}

/** The inverse up to a factor, which is irrelevant for a homography. */
const invert = ([a, b, c, d, e, f, g, h, i]: Matrix): Matrix => [
  e * i - f * h,
  c * h - b * i,
  b * f - c * e,
  f * g - d * i,
  a * i - c * g,
  c * d - a * f,
  d * h - e * g,
  b * g - a * h,
  a * e - b * d,
];

/** Position of the phone: radians and px. */
export interface Pose {
  yaw: number;
  pitch: number;
  roll: number;
  side: number;
  dx: number;
  dy: number;
}

/** A random pose within the ranges of a lens, with the code inside the frame. */
export function pose(lens: Lens, width: number, height: number, random: Random): Pose {
  const turn = (range: Range) => (random.either(range) * Math.PI) / 180;
  const side = height * random.in(lens.side);
  const room = Math.max(0, (height - side * 1.15) / 2);
  return {
    yaw: turn(lens.yaw),
    pitch: turn(lens.pitch),
    roll: turn(lens.roll),
    side,
    dx: random.either([0, Math.min(room * 1.5, (width - side) / 2.4)]),
    dy: random.either([0, room * 0.6]),
  };
}

/** A point in the frame, px. */
export interface Point {
  x: number;
  y: number;
}

/** Corners of the code in the frame: top left, top right, bottom right, bottom left. */
export function cornersOf(screen: Screen, where: Pose, width: number, height: number): Point[] {
  const [a, b, c, d, e, f, g, h, i] = projection(screen, where, width, height);
  const half = screen.side / 2;
  return [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ].map(([dx, dy]) => {
    const [x, y] = [screen.x + dx!, screen.y + dy!];
    const w = g * x + h * y + i;
    return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
  });
}

/** Light of a frame, interleaved RGB, 1 = white. */
interface Light {
  data: Float32Array;
  width: number;
  height: number;
}

/** Fills the image with a dim background. */
function dimBackground(width: number, height: number, random: Random): Light {
  const ctx = canvas(64, 36);
  ctx.fillStyle = `hsl(${random.whole(20, 260)} 15% ${random.whole(20, 60)}%)`;
  ctx.fillRect(0, 0, 64, 36);
  for (let i = 0; i < 9; i++) {
    ctx.fillStyle = `hsl(${random.whole(0, 359)} 20% ${random.whole(10, 75)}% / 0.6)`;
    ctx.fillRect(random.in([-10, 60]), random.in([-10, 30]), random.in([4, 30]), random.in([4, 30]));
  }
  const big = canvas(width, height);
  big.imageSmoothingQuality = 'high';
  big.drawImage(ctx.canvas, 0, 0, width, height);
  const { data } = big.getImageData(0, 0, width, height);
  const out = new Float32Array(width * height * 3);
  for (let i = 0, j = 0; j < out.length; i += 4, j += 3) {
    out[j] = data[i]! / 255;
    out[j + 1] = data[i + 1]! / 255;
    out[j + 2] = data[i + 2]! / 255;
  }
  return { data: out, width, height };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Bounding box of the screen in the frame. */
function bounds([a, b, c, d, e, f, g, h, i]: Matrix, screen: Screen, out: Light): Box {
  const { width, height } = screen.canvas;
  const box = { left: out.width, top: out.height, right: 0, bottom: 0 };
  for (const u of [0, width])
    for (const v of [0, height]) {
      const w = g * u + h * v + i;
      const [x, y] = [(a * u + b * v + c) / w, (d * u + e * v + f) / w];
      box.left = Math.max(0, Math.min(box.left, Math.floor(x) - 1));
      box.right = Math.min(out.width - 1, Math.max(box.right, Math.ceil(x) + 1));
      box.top = Math.max(0, Math.min(box.top, Math.floor(y) - 1));
      box.bottom = Math.min(out.height - 1, Math.max(box.bottom, Math.ceil(y) + 1));
    }
  return box;
}

/** Projects the screen into the frame with several samples per pixel. Returns the changed box. */
function project(out: Light, screen: Screen, forward: Matrix, glow: Glow): Box {
  const { width, height } = screen.canvas;
  const source = screen.canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
  const box = bounds(forward, screen, out);
  const [a, b, c, d, e, f, g, h, i] = invert(forward);
  const pitch = screen.side / glow.side;
  const grid = pitch > 3 ? 3 : 2;
  const weight = 1 / (grid * grid * 255);
  const { lift, moire, kx, ky, wave } = glow;
  const [gainR, gainG, gainB] = glow.gain;
  const { data } = out;
  for (let y = box.top; y <= box.bottom; y++)
    for (let x = box.left; x <= box.right; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let hits = 0;
      let u = 0;
      let v = 0;
      for (let sy = 0; sy < grid; sy++)
        for (let sx = 0; sx < grid; sx++) {
          const fx = x + (sx + 0.5) / grid;
          const fy = y + (sy + 0.5) / grid;
          const w = 1 / (g * fx + h * fy + i);
          u = (a * fx + b * fy + c) * w - 0.5;
          v = (d * fx + e * fy + f) * w - 0.5;
          if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1)) continue;
          const iu = u | 0;
          const iv = v | 0;
          const du = u - iu;
          const dv = v - iv;
          const p = (iv * width + iu) * 4;
          const q = p + width * 4;
          const w0 = (1 - du) * (1 - dv);
          const w1 = du * (1 - dv);
          const w2 = (1 - du) * dv;
          const w3 = du * dv;
          red += source[p]! * w0 + source[p + 4]! * w1 + source[q]! * w2 + source[q + 4]! * w3;
          green += source[p + 1]! * w0 + source[p + 5]! * w1 + source[q + 1]! * w2 + source[q + 5]! * w3;
          blue += source[p + 2]! * w0 + source[p + 6]! * w1 + source[q + 2]! * w2 + source[q + 6]! * w3;
          hits++;
        }
      if (hits === 0) continue;
      const share = hits / (grid * grid);
      const o = (y * out.width + x) * 3;
      let mr = gainR;
      let mg = gainG;
      let mb = gainB;
      if (moire > 0) {
        const phase = x * kx + y * ky + 3 * Math.sin(u * wave) + 2 * Math.sin(v * wave);
        const other = 0.7 * x * ky - 0.9 * y * kx;
        mr *= 1 + moire * (Math.sin(phase) + 0.5 * Math.sin(other));
        mg *= 1 + moire * (Math.sin(phase + 1) + 0.5 * Math.sin(other + 0.4));
        mb *= 1 + moire * (Math.sin(phase + 2.1) + 0.5 * Math.sin(other + 0.8));
      }
      data[o] = data[o]! * (1 - share) + red * weight * mr + lift * share;
      data[o + 1] = data[o + 1]! * (1 - share) + green * weight * mg + lift * share;
      data[o + 2] = data[o + 2]! * (1 - share) + blue * weight * mb + lift * share;
    }
  return box;
}

/** Modifications of the screen's light. */
interface Glow {
  gain: [number, number, number];
  lift: number;
  moire: number;
  kx: number;
  ky: number;
  wave: number;
  /** Side of the code in the frame, px. */
  side: number;
}

/** Convolution along one direction inside the box, used for lens, defocus and motion blur. */
function smear(light: Light, box: Box, taps: { dx: number; dy: number; weight: number }[]): void {
  const { data, width, height } = light;
  const reach = Math.ceil(Math.max(...taps.map((tap) => Math.max(Math.abs(tap.dx), Math.abs(tap.dy)))));
  const [left, right] = [Math.max(reach, box.left - reach), Math.min(width - 1 - reach, box.right + reach)];
  const [top, bottom] = [Math.max(reach, box.top - reach), Math.min(height - 1 - reach, box.bottom + reach)];
  const copy = data.slice();
  for (let y = top; y <= bottom; y++) {
    const from = (y * width + left) * 3;
    const to = (y * width + right + 1) * 3;
    data.fill(0, from, to);
    for (const { dx, dy, weight } of taps) {
      const shift = (dy * width + dx) * 3;
      for (let o = from; o < to; o++) data[o]! += copy[o + shift]! * weight;
    }
  }
}

function blur(light: Light, box: Box, sigma: number): void {
  if (sigma < 0.25) return;
  const reach = Math.ceil(2.6 * sigma);
  const weights: number[] = [];
  for (let i = -reach; i <= reach; i++) weights.push(Math.exp((-i * i) / (2 * sigma * sigma)));
  const sum = weights.reduce((a, b) => a + b);
  const taps = weights.map((weight, i) => ({ at: i - reach, weight: weight / sum }));
  smear(
    light,
    box,
    taps.map(({ at, weight }) => ({ dx: at, dy: 0, weight })),
  );
  smear(
    light,
    box,
    taps.map(({ at, weight }) => ({ dx: 0, dy: at, weight })),
  );
}

function shake(light: Light, box: Box, length: number, angle: number): void {
  const steps = Math.round(length);
  if (steps < 1) return;
  const taps = new Map<string, { dx: number; dy: number; weight: number }>();
  for (let i = 0; i <= 2 * steps; i++) {
    const t = (i / (2 * steps) - 0.5) * length;
    const [dx, dy] = [Math.round(t * Math.cos(angle)), Math.round(t * Math.sin(angle))];
    const tap = taps.get(`${dx},${dy}`) ?? { dx, dy, weight: 0 };
    tap.weight += 1 / (2 * steps + 1);
    taps.set(`${dx},${dy}`, tap);
  }
  smear(light, box, [...taps.values()]);
}

/** Adds a reflection: a lamp (ellipse) or a window (soft rectangle). */
function reflect(light: Light, pose: Pose, lens: Lens, random: Random): void {
  const { data, width, height } = light;
  const [cx, cy] = [width / 2 + pose.dx, height / 2 + pose.dy];
  const x0 = cx + pose.side * random.either([0, 0.45]);
  const y0 = cy + pose.side * random.either([0, 0.45]);
  const rx = pose.side * random.in(lens.glareRadius);
  const ry = rx * random.in([0.4, 1.6]);
  const strength = random.in(lens.glareStrength);
  const angle = random.in([0, Math.PI]);
  const [ca, sa] = [Math.cos(angle), Math.sin(angle)];
  const window = random.chance(0.4);
  const reach = 2.2 * Math.max(rx, ry);
  for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(height, y0 + reach); y++)
    for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(width, x0 + reach); x++) {
      const u = ((x - x0) * ca + (y - y0) * sa) / rx;
      const v = ((y - y0) * ca - (x - x0) * sa) / ry;
      const r = window ? u ** 8 + v ** 8 : (u * u + v * v) ** 1.5;
      const add = strength * Math.exp(-r);
      if (add < 0.003) continue;
      const o = (y * width + x) * 3;
      data[o]! += add;
      data[o + 1]! += add;
      data[o + 2]! += add * 0.95;
    }
}

/** Simulates the sensor: vignetting, noise (more in the dark), eight bits. */
function expose(light: Light, lens: Lens, random: Random, grain: Random): ImageData {
  const { data, width, height } = light;
  const image = new ImageData(width, height);
  const noise = random.in(lens.noise);
  const fall = random.in(lens.vignette);
  const next = gaussian(grain);
  const [cx, cy] = [width / 2, height / 2];
  const norm = fall / (cx * cx + cy * cy);
  for (let y = 0, o = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 3, p += 4) {
      const dim = 1 - norm * ((x - cx) * (x - cx) + (y - cy) * (y - cy));
      const shared = next() * noise;
      for (let k = 0; k < 3; k++)
        image.data[p + k] = 255 * (data[o + k]! * dim + shared + 0.6 * noise * next());
      image.data[p + 3] = 255;
    }
  return image;
}

/** Compresses as JPEG, as a camera does, and returns the decoded pixels. */
export async function jpeg(image: ImageData, quality: number): Promise<{ blob: Blob; image: ImageData }> {
  const ctx = canvas(image.width, image.height);
  ctx.putImageData(image, 0, 0);
  const blob = await ctx.canvas.convertToBlob({ type: 'image/jpeg', quality });
  const bitmap = await createImageBitmap(blob);
  ctx.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { blob, image: ctx.getImageData(0, 0, image.width, image.height) };
}

/** Films the screen: the picture of a webcam of `width`×`height` px with this lens. */
export async function film(
  screen: Screen,
  lens: Lens,
  width: number,
  height: number,
  random: Random,
  where: Pose = pose(lens, width, height, random),
  grain: Random = random,
): Promise<{ image: ImageData; blob: Blob }> {
  const light = dimBackground(width, height, random);
  const white = random.in(lens.white);
  const lift = random.in(lens.black) + random.in(lens.haze);
  const period = random.in(lens.moirePeriod);
  const angle = random.in([0, 2 * Math.PI]);
  const glow: Glow = {
    gain: [white * random.in([0.92, 1.05]), white, white * random.in([0.92, 1.08])],
    lift: white < 0.5 ? lift * 0.6 : lift,
    moire: random.in(lens.moire),
    kx: (2 * Math.PI * Math.cos(angle)) / period,
    ky: (2 * Math.PI * Math.sin(angle)) / period,
    wave: 4 / screen.canvas.width,
    side: where.side,
  };
  if (white < 0.5) for (let i = 0; i < light.data.length; i++) light.data[i]! *= 0.5;
  const box = project(light, screen, projection(screen, where, width, height), glow);
  const module = (where.side * screen.cell) / screen.side;
  blur(light, box, Math.hypot(random.in(lens.lens), random.in(lens.defocus) * module));
  shake(light, box, random.in(lens.motion) * module, random.in([0, Math.PI]));
  for (let n = Math.round(random.in(lens.glares)); n > 0; n--) reflect(light, where, lens, random);
  return jpeg(expose(light, lens, random, grain), random.in(lens.jpeg));
}
