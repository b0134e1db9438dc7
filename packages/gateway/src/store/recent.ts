/**
 * A set with a fixed TTL for hundreds of thousands of entries. It takes about 14 bytes per entry outside the
 * JavaScript heap; a map of strings takes about 100 bytes and has to be traversed by the garbage collector.
 */

/**
 * Number of time slices. All entries of a slice are dropped together, so that no entry is deleted on its own.
 */
const SLICES = 8;
const FIRST_CAPACITY = 1_024;
const MAX_LOAD_FACTOR = 0.8;
/** Doubling would leave more than half of the table empty after each growth. */
const GROWTH = 1.5;
/** Stored instead of an age: the entry was deleted. */
const FORGOTTEN = 0xffff;

/** A hash table with open addressing: 64-bit fingerprints and the time at which each was added. */
class Slice {
  startMs: number;
  count = 0;
  #prints: Uint32Array;
  /** Relative to `startMs`, ms. */
  #ages: Uint16Array;

  constructor(startMs: number, capacity: number) {
    this.startMs = startMs;
    this.#prints = new Uint32Array(2 * capacity);
    this.#ages = new Uint16Array(capacity);
  }

  /** Clears the slice for another period. */
  reuse(startMs: number): this {
    this.startMs = startMs;
    this.count = 0;
    this.#prints.fill(0);
    return this;
  }

  get capacity(): number {
    return this.#ages.length;
  }

  /** Index of the fingerprint, or of the empty slot where it would be inserted. */
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

  /** The time at which it was added, ms; `undefined` if it is absent or deleted. */
  seenMs(low: number, high: number): number | undefined {
    const at = this.#at(low, high);
    const age = this.#ages[at] ?? FORGOTTEN;
    return this.#prints[2 * at + 1] === 0 || age === FORGOTTEN ? undefined : this.startMs + age;
  }

  put(low: number, high: number, ageMs: number): void {
    if (this.count >= this.capacity * MAX_LOAD_FACTOR) this.#grow();
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
  /** In order of age, newest last. */
  #slices: Slice[] = [];
  /** The last expired slice, kept for reuse: reallocating it is slow. */
  #spare: Slice | undefined;

  /** @param ttlMs at most eight minutes, because ages are stored in 16 bits. @param now a monotonic clock. */
  constructor(ttlMs: number, now: () => number = () => performance.now()) {
    this.#ttlMs = ttlMs;
    this.#spanMs = ttlMs / SLICES;
    this.#now = now;
    this.#timer = setInterval(() => this.#dropExpired(now()), this.#spanMs).unref();
  }

  #dropExpired(now: number): void {
    const keep = this.#slices.findIndex(({ startMs }) => startMs + this.#spanMs + this.#ttlMs > now);
    if (keep === 0) return;
    const ended = this.#slices.splice(0, keep < 0 ? this.#slices.length : keep);
    // `reuse` overwrites the expired fingerprints.
    this.#spare = ended.at(-1)?.reuse(0);
  }

  /**
   * Adds a hash. Returns false if it was added within the last `ttlMs`.
   * @param print at least 8 bytes of the hash.
   */
  add(print: Buffer): boolean {
    const now = this.#now();
    const low = print.readUInt32LE(0);
    // Zero marks an empty slot.
    const high = print.readUInt32LE(4) || 1;
    for (let i = this.#slices.length - 1; i >= 0; i--) {
      const seenMs = this.#slices[i]?.seenMs(low, high);
      if (seenMs !== undefined && seenMs + this.#ttlMs > now) return false;
    }
    let slice = this.#slices.at(-1);
    if (slice === undefined || now - slice.startMs >= this.#spanMs) {
      this.#dropExpired(now);
      // The previous slice predicts the size of this one.
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

  /** Number of entries, including expired ones that are not dropped yet. */
  get size(): number {
    return this.#slices.reduce((sum, { count }) => sum + count, 0);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#slices = [];
  }
}
