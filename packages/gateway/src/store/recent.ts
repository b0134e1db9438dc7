/**
 * Whether something was seen within a fixed time, for hundreds of thousands of things at once: some 14 bytes each outside
 * the heap of JavaScript, where a map of strings takes a hundred and is walked by every collection of garbage.
 */

/** A thing ends with the slice of time it was first seen in, so that nothing is ever deleted one by one. */
const SLICES = 8;
const FIRST_CAPACITY = 1_024;
const FULLEST = 0.8;
/** Doubling would leave more than half of a table empty that has just grown. */
const GROWTH = 1.5;
/** In place of a time: seen, but to be forgotten. */
const FORGOTTEN = 0xffff;

/** A hash table with open addressing: fingerprints of 64 bits, and when each was seen. */
class Slice {
  startMs: number;
  count = 0;
  #prints: Uint32Array;
  /** Since `startMs`, ms. */
  #ages: Uint16Array;

  constructor(startMs: number, capacity: number) {
    this.startMs = startMs;
    this.#prints = new Uint32Array(2 * capacity);
    this.#ages = new Uint16Array(capacity);
  }

  /** Empties it for another slice of time. */
  reuse(startMs: number): this {
    this.startMs = startMs;
    this.count = 0;
    this.#prints.fill(0);
    return this;
  }

  get capacity(): number {
    return this.#ages.length;
  }

  /** Where the fingerprint is, or belongs. */
  #at(low: number, high: number): number {
    const { capacity } = this;
    let at = low % capacity;
    while (
      this.#prints[2 * at + 1] !== 0 &&
      (this.#prints[2 * at] !== low || this.#prints[2 * at + 1] !== high)
    )
      at = at + 1 === capacity ? 0 : at + 1;
    return at;
  }

  /** When it was seen, ms; `undefined` if it was not, or is forgotten. */
  seenMs(low: number, high: number): number | undefined {
    const at = this.#at(low, high);
    const age = this.#ages[at] ?? FORGOTTEN;
    return this.#prints[2 * at + 1] === 0 || age === FORGOTTEN ? undefined : this.startMs + age;
  }

  put(low: number, high: number, ageMs: number): void {
    if (this.count >= this.capacity * FULLEST) this.#grow();
    const at = this.#at(low, high);
    if (this.#prints[2 * at + 1] === 0) this.count++;
    this.#prints[2 * at] = low;
    this.#prints[2 * at + 1] = high;
    this.#ages[at] = ageMs;
  }

  forget(low: number, high: number): void {
    const at = this.#at(low, high);
    if (this.#prints[2 * at + 1] !== 0) this.#ages[at] = FORGOTTEN;
  }

  #grow(): void {
    const prints = this.#prints;
    const ages = this.#ages;
    const capacity = Math.ceil(GROWTH * ages.length);
    this.#prints = new Uint32Array(2 * capacity);
    this.#ages = new Uint16Array(capacity);
    this.count = 0;
    for (let at = 0; at < ages.length; at++) {
      const high = prints[2 * at + 1] ?? 0;
      if (high !== 0) this.put(prints[2 * at] ?? 0, high, ages[at] ?? 0);
    }
  }
}

export class RecentSet {
  readonly #ttlMs: number;
  readonly #spanMs: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  /** Newest last. */
  #slices: Slice[] = [];
  /** The last that ended: memory that is given back to the system comes back late. */
  #spare: Slice | undefined;

  /** @param ttlMs at most eight minutes. @param now a clock that is never set. */
  constructor(ttlMs: number, now: () => number = () => performance.now()) {
    this.#ttlMs = ttlMs;
    this.#spanMs = ttlMs / SLICES;
    this.#now = now;
    this.#timer = setInterval(() => this.#dropEnded(now()), this.#spanMs).unref();
  }

  #dropEnded(now: number): void {
    const keep = this.#slices.findIndex(({ startMs }) => startMs + this.#spanMs + this.#ttlMs > now);
    if (keep === 0) return;
    const ended = this.#slices.splice(0, keep < 0 ? this.#slices.length : keep);
    // Nothing of it is left in memory.
    this.#spare = ended.at(-1)?.reuse(0);
  }

  /** Remembers a hash; true if it was not seen within `ttlMs`. @param print at least 8 bytes of the hash. */
  add(print: Buffer): boolean {
    const now = this.#now();
    const low = print.readUInt32LE(0);
    // Zero marks an empty place.
    const high = print.readUInt32LE(4) || 1;
    for (let i = this.#slices.length - 1; i >= 0; i--) {
      const seenMs = this.#slices[i]?.seenMs(low, high);
      if (seenMs !== undefined && seenMs + this.#ttlMs > now) return false;
    }
    let slice = this.#slices.at(-1);
    if (slice === undefined || now - slice.startMs >= this.#spanMs) {
      this.#dropEnded(now);
      // The load of the last slice tells what this one will hold.
      const capacity = slice?.capacity ?? FIRST_CAPACITY;
      slice = this.#spare?.capacity === capacity ? this.#spare.reuse(now) : new Slice(now, capacity);
      this.#spare = undefined;
      this.#slices.push(slice);
    }
    slice.put(low, high, Math.floor(now - slice.startMs));
    return true;
  }

  forget(print: Buffer): void {
    const low = print.readUInt32LE(0);
    const high = print.readUInt32LE(4) || 1;
    for (const slice of this.#slices) slice.forget(low, high);
  }

  /** How many are held, those included that have ended but not gone. */
  get size(): number {
    return this.#slices.reduce((sum, { count }) => sum + count, 0);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#slices = [];
  }
}
