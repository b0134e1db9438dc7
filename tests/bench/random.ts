import type { Range } from './params.js';

/** Seeded random numbers (sfc32): the same seed gives the same pictures. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...seed: (number | string)[]) {
    let hash = 2166136261;
    for (const char of seed.join('|')) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
    this.a = hash;
    this.b = Math.imul(hash, 0x9e3779b1);
    this.c = Math.imul(hash ^ 0x5bd1e995, 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** In [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  in([low, high]: Range): number {
    return low + (high - low) * this.next();
  }

  /** As `in`, with a random sign. */
  either(range: Range): number {
    return this.chance(0.5) ? this.in(range) : -this.in(range);
  }

  /** An integer in the range, bounds included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  text(length: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[Math.floor(this.next() * alphabet.length)];
    return text;
  }
}

/** Precomputed Gaussian values, because a frame needs millions. */
const GAUSS = /* @__PURE__ */ (() => {
  const random = new Random('gauss');
  const table = new Float32Array(1 << 16);
  for (let i = 0; i < table.length; i += 2) {
    const r = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    table[i] = r * Math.cos(angle);
    table[i + 1] = r * Math.sin(angle);
  }
  return table;
})();

/** A fast generator of Gaussian noise, sigma 1. */
export function gaussian(random: Random): () => number {
  let at = random.whole(0, 65535);
  let step = random.whole(0, 65535) | 1;
  let left = 4096;
  return () => {
    if (--left === 0) {
      left = 4096;
      step = (Math.floor(random.next() * 65536) | 1) & 65535;
    }
    at = (at + step) & 65535;
    return GAUSS[at]!;
  };
}
