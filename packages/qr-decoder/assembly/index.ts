import { decode, hasty, OUT, outChance, outLength, outLevel, outVersion } from './bits';
import { forgetDotted, readDotted } from './dotted';
import { find, forgetFound, foundAt, foundCount } from './finder';
import {
  agreement,
  align,
  inside,
  lay,
  legModule,
  legs,
  moduleAlong,
  plausible,
  refine,
  setVersion,
  stand,
} from './grid';
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
  reachedMost = 0;
  grids = 0;
  forgetDotted();
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

// What the last look looked at: the gray plane, its size, and its black and white, whose rows are longer.
let seenPlane: usize = 0;
let seenBits: usize = 0;
let seenWidth: i32 = 0;
let seenHeight: i32 = 0;

/** Address, width and height of the last look's plane (`which` 0) or of its black and white (1: black is 255). */
export function view(which: i32): usize {
  store<i32>(META, <i32>(which ? seenBits : seenPlane));
  store<i32>(META, which ? stride(seenWidth) : seenWidth, 4);
  store<i32>(META, seenHeight, 8);
  return META;
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
  seenPlane = plane;
  seenBits = bits;
  seenWidth = w;
  seenHeight = h;
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

/** The best agreement of any grid in this picture. */
let reachedMost: f32 = 0;

/** Grids fitted in this picture, and in this pass over it. */
let grids = 0;
let gridsOfPass = 0;

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
function attempt(a: usize, b: usize, c: usize, depth: i32, unseen: bool): bool {
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
  if (!unseen && plausible(ink) < 0.25) return false;
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
      const r = agreement(ink, true);
      if (r > most) {
        most = r;
        way = flat;
      }
    }
    if (most > 0.15) rank(most - 0.01 * <f32>abs(v - middle), v, way);
  }
  let reached: f32 = 0;
  const ends = min(tops, depth === 0 ? 2 : 3);
  for (let k = 0; k < ends; k++) {
    const p = TOPS + k * 12;
    setVersion(load<i32>(p, 4));
    if (!lay(load<i32>(p, 8) === 1)) continue;
    align(ink, 3);
    if (k === 0 && !unseen && hasty(ink)) return true;
    // A picture full of patterns that are no code must end too.
    if (gridsOfPass >= 9 || grids >= 60) return false;
    gridsOfPass++;
    grids++;
    const least: f32 = unseen ? 0.35 : 0.42;
    const r = refine(ink, depth === 0 ? 8 : 14, least - 0.08);
    // A grid that fits far worse than one tried before is not the one.
    if (least > r || r < reached - 0.15) continue;
    reached = max(reached, r);
    reachedMost = max(reachedMost, r);
    if (decode(ink, r < 0.5 ? 0 : depth)) return true;
  }
  return false;
}

/** Ranks the triples of the most often seen finders. */
function offerAll(most: i32): void {
  const limit = ordered(most);
  best = 0;
  for (let i = 0; i < limit; i++)
    for (let j = i + 1; j < limit; j++) for (let k = j + 1; k < limit; k++) consider(i, j, k);
}

/** Tries the best `most` triples not tried before, `depth` ways each. Answers 1 where one was read. */
export function solve(most: i32, depth: i32): i32 {
  gridsOfPass = 0;
  offerAll(depth === 0 ? 16 : 40);
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
    if (attempt(a, b, c, depth, false)) return 1;
  }
  return 0;
}

/** Tries the best `most` triples as the finders of a dotted code. Answers 1 where one was read. */
export function dotted(most: i32, depth: i32): i32 {
  offerAll(depth === 0 ? 16 : 40);
  for (let t = 0; t < min(best, most); t++) {
    const p = BEST + (t << 4);
    const a = foundAt(load<i32>(p, 4));
    const b = foundAt(load<i32>(p, 8));
    const c = foundAt(load<i32>(p, 12));
    const polarity: f32 = load<i32>(a, 16) ? 1 : -1;
    if (polarity < 0) continue;
    const side = legs(
      load<f32>(a),
      load<f32>(a, 4),
      load<f32>(b),
      load<f32>(b, 4),
      load<f32>(c),
      load<f32>(c, 4),
      load<f32>(a, 8),
      load<f32>(b, 8),
      load<f32>(c, 8),
      polarity,
    );
    if (side < 19 || side > 64 || plausible(polarity) < 0.4) continue;
    if (readDotted(side, legModule(), depth)) return 1;
  }
  return 0;
}

// Supposed finders: x, y, module (f32), which of the pair is the corner (0, 1, 2 = this one), the pair, the correlation.
const SUPPOSED = memory.data(256);
const MOST_SUPPOSED = 8;
let supposed = 0;
const THIRD = memory.data(20);

function suppose(x: f32, y: f32, module: f32, corner: i32, i: i32, j: i32, mark: f32): void {
  let k = supposed;
  if (supposed < MOST_SUPPOSED) supposed++;
  else if (mark <= load<f32>(SUPPOSED + ((MOST_SUPPOSED - 1) << 5), 24)) return;
  else k = MOST_SUPPOSED - 1;
  while (k > 0 && load<f32>(SUPPOSED + ((k - 1) << 5), 24) < mark) {
    memory.copy(SUPPOSED + (k << 5), SUPPOSED + ((k - 1) << 5), 32);
    k--;
  }
  const p = SUPPOSED + (k << 5);
  store<f32>(p, x);
  store<f32>(p, y, 4);
  store<f32>(p, module, 8);
  store<i32>(p, corner, 12);
  store<i32>(p, i, 16);
  store<i32>(p, j, 20);
  store<f32>(p, mark, 24);
}

/**
 * The best place for a third finder around (x, y), by everything else a code has: it may not be seen at all.
 * `corner`: which of the three is the corner, 0 and 1 of the pair, 2 the third.
 */
function search(x: f32, y: f32, module: f32, length: f32, corner: i32, i: i32, j: i32): void {
  const p = foundAt(i);
  const q = foundAt(j);
  const ink: f32 = load<i32>(p, 16) ? 1 : -1;
  const step: f32 = length * 0.035;
  const middle = <i32>Mathf.floor((length / module - 10) / 4 + 0.5);
  let top: f32 = 0.37;
  let bx: f32 = 0;
  let by: f32 = 0;
  // Versions outermost: their patterns are laid out anew each time.
  for (let v = max(1, middle - 1); v <= min(20, middle + 1); v++) {
    setVersion(v);
    for (let b = -3; b <= 3; b++)
      for (let a = -3; a <= 3; a++) {
        const cx = x + step * <f32>a;
        const cy = y + step * <f32>b;
        if (cx < 0 || cy < 0 || cx > <f32>width || cy > <f32>height) continue;
        store<f32>(THIRD, cx);
        store<f32>(THIRD, cy, 4);
        order(corner, p, q);
        stand(
          load<f32>(first),
          load<f32>(first, 4),
          load<f32>(second),
          load<f32>(second, 4),
          load<f32>(third),
          load<f32>(third, 4),
        );
        if (!lay(true) || !inside()) continue;
        const r = agreement(ink, true);
        if (r > top) {
          top = r;
          bx = cx;
          by = cy;
        }
      }
  }
  if (top > 0.37) suppose(bx, by, module, corner, i, j, top);
}

let first: usize = 0;
let second: usize = 0;
let third: usize = 0;

/** Corner first, then the two others so that the code is not mirrored. */
function order(corner: i32, p: usize, q: usize): void {
  first = corner === 0 ? p : corner === 1 ? q : THIRD;
  second = corner === 0 ? q : p;
  third = corner === 2 ? q : THIRD;
  const ax = load<f32>(first);
  const ay = load<f32>(first, 4);
  if (
    (load<f32>(second) - ax) * (load<f32>(third, 4) - ay) <
    (load<f32>(second, 4) - ay) * (load<f32>(third) - ax)
  ) {
    const t = second;
    second = third;
    third = t;
  }
}

/** Where two finders are seen and the third is not (a reflection lies on it), looks where it should be. */
export function guess(mostPairs: i32, mostTries: i32, depth: i32): i32 {
  // A whole code was seen and could not be read: a third finder is not what is missing.
  if (reachedMost > 0.7) return 0;
  const limit = ordered(8);
  gridsOfPass = 0;
  supposed = 0;
  let left = mostPairs;
  for (let sum = 1; sum < 2 * limit && left > 0; sum++)
    for (let i = 0; i < limit && left > 0; i++) {
      const j = sum - i;
      if (j <= i || j >= limit) continue;
      const p = foundAt(i);
      const q = foundAt(j);
      if (load<i32>(p, 16) !== load<i32>(q, 16) || load<i32>(q, 12) < 3) continue;
      const ink: f32 = load<i32>(p, 16) ? 1 : -1;
      const mp = load<f32>(p, 8);
      const mq = load<f32>(q, 8);
      if (mp > 1.6 * mq || mq > 1.6 * mp) continue;
      const px = load<f32>(p);
      const py = load<f32>(p, 4);
      const qx = load<f32>(q);
      const qy = load<f32>(q, 4);
      const dx = qx - px;
      const dy = qy - py;
      const length = sqrt(dx * dx + dy * dy);
      const coarse = (mp + mq) * 0.5;
      if (length < 10 * coarse || length > 100 * coarse) continue;
      left--;
      const s0 = moduleAlong(px, py, dx / length, dy / length, mp, ink);
      const s1 = moduleAlong(qx, qy, dx / length, dy / length, mq, ink);
      const module = s0 > 0 && s1 > 0 ? sqrt(s0 * s1) : coarse;
      for (let hand = 0; hand < 2; hand++) {
        const sign: f32 = hand ? 1 : -1;
        // Side by side: the third is square to the pair, beside either, on either hand.
        search(px - dy * sign, py + dx * sign, module, length, 0, i, j);
        search(qx - dy * sign, qy + dx * sign, module, length, 1, i, j);
        // Corner to corner: the third is square between them.
        search(px + (dx - dy * sign) * 0.5, py + (dy + dx * sign) * 0.5, module, length * 0.7, 2, i, j);
      }
    }
  for (let k = 0; k < min(supposed, mostTries); k++) {
    const s = SUPPOSED + (k << 5);
    const p = foundAt(load<i32>(s, 16));
    const q = foundAt(load<i32>(s, 20));
    memory.copy(THIRD, s, 12);
    store<i32>(THIRD, 1, 12);
    store<i32>(THIRD, load<i32>(p, 16), 16);
    order(load<i32>(s, 12), p, q);
    if (attempt(first, second, third, depth, true)) return 1;
  }
  return 0;
}
