import { decode, OUT, outChance, outLength, outLevel, outVersion } from './bits';
import { find, forgetFound, foundAt, foundCount, note } from './finder';
import { agreement, align, inside, lay, legs, refine, setVersion } from './grid';
import { binarize, blur, double, gray, half, stride } from './image';
import { here, release, reserve, rewind } from './memory';
import { setPlane } from './plane';

let width: i32 = 0;
let height: i32 = 0;
let colour: usize = 0;
let luma: usize = 0;

// Triples already tried in this picture, as a small hash.
const TRIED = memory.data(4096);
let tried = 0;

const META = memory.data(32);

/** Room for a picture; answers where its RGBA goes, or where its gray goes when `coloured` is 0. */
export function begin(w: i32, h: i32, coloured: i32): usize {
  release();
  width = w;
  height = h;
  const area = <usize>(w * h);
  colour = coloured ? reserve(area * 4) : 0;
  luma = reserve(area);
  forgetFound();
  tried = 0;
  return coloured ? colour : luma;
}

/** Gray of what was put in; answers its address. */
export function prepare(): usize {
  if (colour) gray(colour, luma, width * height, 0);
  setPlane(luma, width, height, colour);
  return luma;
}

/** Address of the data bytes of the last success; `meta` tells length, version, level. */
export function bytes(): usize {
  return OUT;
}
export function meta(): usize {
  store<i32>(META, outLength);
  store<i32>(META, outVersion, 4);
  store<i32>(META, outLevel, 8);
  store<f32>(META, <f32>outChance, 12);
  return META;
}
export function found(): i32 {
  return foundCount();
}
export function foundList(): usize {
  return foundAt(0);
}

/**
 * Looks for finder patterns. `channel`: 0 luma, 1–3 red, green, blue, 4 the least of them. `zoom`: 2 the centre doubled,
 * 1 as it is, -1 half, -2 a quarter. `radius`: of the mean, in blocks of 4 px. `smooth`: blurred 3×3 before.
 */
export function look(channel: i32, zoom: i32, radius: i32, smooth: i32): i32 {
  const area = <usize>(width * height);
  let plane = luma;
  let w = width;
  let h = height;
  let x0: f32 = 0;
  let y0: f32 = 0;
  let scale: f32 = 1;
  const start = here();
  if (channel > 0 && colour) {
    plane = reserve(area);
    gray(colour, plane, width * height, channel);
  }
  if (zoom === 2) {
    const side = min(min(width, height), 640);
    const left = (width - side) >> 1;
    const top = (height - side) >> 1;
    const bigger = reserve(<usize>(side * side * 4));
    double(plane, width, left, top, side, side, bigger);
    plane = bigger;
    w = h = side * 2;
    x0 = <f32>left + 0.25;
    y0 = <f32>top + 0.25;
    scale = 0.5;
  }
  for (; zoom < 0; zoom++) {
    if (w < 32 || h < 32) break;
    const smaller = reserve(<usize>((w >> 1) * (h >> 1)));
    half(plane, w, h, smaller);
    plane = smaller;
    w >>= 1;
    h >>= 1;
    scale *= 2;
  }
  if (smooth) {
    const softer = reserve(<usize>(w * h));
    blur(plane, w, h, softer);
    plane = softer;
  }
  const bits = reserve(<usize>(stride(w) * h));
  binarize(plane, w, h, radius, bits);
  find(bits, w, h, scale < 1 ? 3 : scale > 1 ? 1 : 2, scale, x0, y0);
  rewind(start);
  return foundCount();
}

// Triples worth trying, best first: three indices and a mark.
const BEST = memory.data(1024);
const MOST_BEST = 64;
let best = 0;

function offer(mark: f32, a: i32, b: i32, c: i32): void {
  let k = best;
  if (best < MOST_BEST) best++;
  else if (mark >= load<f32>(BEST + ((best - 1) << 4))) return;
  else k = best - 1;
  while (k > 0 && load<f32>(BEST + ((k - 1) << 4)) > mark) {
    memory.copy(BEST + (k << 4), BEST + ((k - 1) << 4), 16);
    k--;
  }
  const p = BEST + (k << 4);
  store<f32>(p, mark);
  store<i32>(p, a, 4);
  store<i32>(p, b, 8);
  store<i32>(p, c, 12);
}

function consider(i: i32, j: i32, k: i32): void {
  const p = foundAt(i);
  const q = foundAt(j);
  const r = foundAt(k);
  if (load<i32>(p, 16) !== load<i32>(q, 16) || load<i32>(p, 16) !== load<i32>(r, 16)) return;
  const mp = load<f32>(p, 8);
  const mq = load<f32>(q, 8);
  const mr = load<f32>(r, 8);
  const least = min(mp, min(mq, mr));
  const most = max(mp, max(mq, mr));
  if (most > 2.2 * least) return;
  const px = load<f32>(p);
  const py = load<f32>(p, 4);
  const qx = load<f32>(q);
  const qy = load<f32>(q, 4);
  const rx = load<f32>(r);
  const ry = load<f32>(r, 4);
  const pq = (px - qx) * (px - qx) + (py - qy) * (py - qy);
  const qr = (qx - rx) * (qx - rx) + (qy - ry) * (qy - ry);
  const pr = (px - rx) * (px - rx) + (py - ry) * (py - ry);
  // The corner lies opposite the longest side.
  let a = i;
  let b = j;
  let c = k;
  let long = qr;
  let l1 = pq;
  let l2 = pr;
  if (pq >= qr && pq >= pr) {
    a = k;
    b = i;
    c = j;
    long = pq;
    l1 = pr;
    l2 = qr;
  } else if (pr >= qr && pr >= pq) {
    a = j;
    b = i;
    c = k;
    long = pr;
    l1 = pq;
    l2 = qr;
  }
  const shortest = min(l1, l2);
  const side = sqrt(max(l1, l2));
  if (side < 11 * least || side > 200 * most) return;
  if (max(l1, l2) > 7 * shortest) return;
  const cosine = abs(l1 + l2 - long) / (2 * sqrt(l1 * l2));
  if (cosine > 0.8) return;
  const ax = load<f32>(foundAt(a));
  const ay = load<f32>(foundAt(a), 4);
  const bx = load<f32>(foundAt(b));
  const by = load<f32>(foundAt(b), 4);
  const cx = load<f32>(foundAt(c));
  const cy = load<f32>(foundAt(c), 4);
  if ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0) {
    const t = b;
    b = c;
    c = t;
  }
  const ratio = max(l1, l2) / shortest - 1;
  const hits = <f32>min(load<i32>(p, 12), min(load<i32>(q, 12), load<i32>(r, 12)));
  const mark = cosine + 0.25 * ratio + 0.8 * (most / least - 1) + 1.2 / (hits + 1) + 0.004 * (side / least);
  offer(mark, a, b, c);
}

function ordered(limit: i32): i32 {
  // The most often hit come first.
  const count = foundCount();
  for (let i = 1; i < count; i++) {
    let k = i;
    while (k > 0 && load<i32>(foundAt(k), 12) > load<i32>(foundAt(k - 1), 12)) {
      const a = foundAt(k);
      const b = foundAt(k - 1);
      for (let o = 0; o < 20; o += 4) {
        const t = load<i32>(a + o);
        store<i32>(a + o, load<i32>(b + o));
        store<i32>(b + o, t);
      }
      k--;
    }
  }
  return min(count, limit);
}

function seen(hash: i32): bool {
  for (let i = 0; i < tried; i++) if (load<i32>(TRIED + (i << 2)) === hash) return true;
  if (tried < 1024) store<i32>(TRIED + (tried++ << 2), hash);
  return false;
}

const TOPS = memory.data(48);
let tops = 0;

/** Keeps the best three of what is offered. */
function rank(mark: f32, version: i32, flat: i32): void {
  let k = min(tops, 3);
  while (k > 0 && load<f32>(TOPS + (k - 1) * 12) < mark) {
    memory.copy(TOPS + k * 12, TOPS + (k - 1) * 12, 12);
    k--;
  }
  store<f32>(TOPS + k * 12, mark);
  store<i32>(TOPS + k * 12, version, 4);
  store<i32>(TOPS + k * 12, flat, 8);
  tops = min(tops + 1, 3);
}

/** Tries one triple. */
function attempt(a: usize, b: usize, c: usize, depth: i32): bool {
  const ink: f32 = load<i32>(a, 16) ? 1 : -1;
  const guess = legs(
    load<f32>(a),
    load<f32>(a, 4),
    load<f32>(b),
    load<f32>(b, 4),
    load<f32>(c),
    load<f32>(c, 4),
    load<f32>(a, 8),
    load<f32>(b, 8),
    load<f32>(c, 8),
    ink,
  );
  if (guess < 14 || guess > 190) return false;
  const middle = <i32>Mathf.floor((guess - 17) / 4 + 0.5);
  const slack = depth === 0 ? 2 + (middle >> 3) : 3 + (middle >> 2);
  // The three likeliest versions, each with or without the perspective that the finders' sizes suggest.
  tops = 0;
  for (let v = max(1, middle - slack); v <= min(40, middle + slack); v++) {
    setVersion(v);
    let most: f32 = -1;
    let way = 0;
    for (let flat = 0; flat < 2; flat++) {
      if (!lay(flat === 1) || !inside()) continue;
      align(ink, 3);
      const r = agreement(ink);
      if (r > most) {
        most = r;
        way = flat;
      }
    }
    if (most > 0.15) rank(most - 0.01 * <f32>abs(v - middle), v, way);
  }
  const ends = min(tops, depth === 0 ? 2 : 3);
  let reached: f32 = 0;
  for (let k = 0; k < ends; k++) {
    const p = TOPS + k * 12;
    setVersion(load<i32>(p, 4));
    if (!lay(load<i32>(p, 8) === 1)) continue;
    align(ink, 3);
    const r = refine(ink, depth === 0 ? 8 : 14);
    // A grid that fits far worse than one tried before is not the one.
    if (r < 0.35 || r < reached - 0.15) continue;
    reached = max(reached, r);
    if (decode(ink, depth)) return true;
  }
  return false;
}

/** Tries the best `most` triples not tried before, `depth` ways each. Answers 1 where one was read. */
export function solve(most: i32, depth: i32): i32 {
  const limit = ordered(depth === 0 ? 16 : 60);
  best = 0;
  for (let i = 0; i < limit; i++)
    for (let j = i + 1; j < limit; j++) for (let k = j + 1; k < limit; k++) consider(i, j, k);
  let left = most;
  for (let t = 0; t < best && left > 0; t++) {
    const p = BEST + (t << 4);
    const a = foundAt(load<i32>(p, 4));
    const b = foundAt(load<i32>(p, 8));
    const c = foundAt(load<i32>(p, 12));
    const hash =
      depth +
      (<i32>load<f32>(a) >> 1) * 3 +
      (<i32>load<f32>(a, 4) >> 1) * 7919 +
      (<i32>load<f32>(b) >> 1) * 104729 +
      (<i32>load<f32>(b, 4) >> 1) * 1299709 +
      (<i32>load<f32>(c) >> 1) * 15485863 +
      (<i32>load<f32>(c, 4) >> 1) * 32452843;
    if (seen(hash)) continue;
    left--;
    if (attempt(a, b, c, depth)) return 1;
  }
  return 0;
}

/** For experiments: one finder as if found. */
export function put(x: f32, y: f32, module: f32, dark: i32): void {
  note(x, y, module, dark);
}
export function forget(): void {
  forgetFound();
}
export { debugSize, debugSoft } from './bits';
