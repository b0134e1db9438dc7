/**
 * The claims that a process holds in the shared store: hundreds of thousands under load, so they are kept outside the heap
 * of JavaScript, where a map of names would be walked by every collection of garbage.
 */
import { monotonicMs } from './store.js';

/** Claims end with the slice of time in which they were made, so that nothing is moved when they do. */
const SLICES = 8;
const FIRST_CAPACITY = 256;
/** Bytes of a name, and of the time of its claim behind it. */
const NAME_BYTES = 16;
const RECORD_BYTES = NAME_BYTES + 4;
const DELETED = '0'.repeat(2 * NAME_BYTES);

interface Slice {
  readonly startMs: number;
  records: Buffer;
  /** Bytes in use. */
  size: number;
}

export class HeldClaims {
  readonly #ttlMs: number;
  readonly #spanMs: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  /** Newest last. */
  #slices: Slice[] = [];

  /** @param ttlMs how long a claim is held. @param now a clock that is never set. */
  constructor(ttlMs: number, now: () => number = monotonicMs) {
    this.#ttlMs = ttlMs;
    this.#spanMs = ttlMs / SLICES;
    this.#now = now;
    // Without checks for a while, expired claims must go all the same.
    this.#timer = setInterval(() => this.#dropEnded(), this.#spanMs).unref();
  }

  #dropEnded(): void {
    const now = this.#now();
    this.#slices = this.#slices.filter(({ startMs }) => startMs + this.#spanMs + this.#ttlMs > now);
  }

  /** @param name 32 hexadecimal digits. */
  add(name: string): void {
    const now = this.#now();
    let slice = this.#slices.at(-1);
    if (slice === undefined || now - slice.startMs >= this.#spanMs) {
      this.#dropEnded();
      slice = { startMs: now, records: Buffer.alloc(FIRST_CAPACITY * RECORD_BYTES), size: 0 };
      this.#slices.push(slice);
    }
    if (slice.size === slice.records.length) {
      const larger = Buffer.alloc(2 * slice.size);
      slice.records.copy(larger);
      slice.records = larger;
    }
    slice.records.write(name, slice.size, NAME_BYTES, 'hex');
    slice.records.writeUInt32LE(now - slice.startMs, slice.size + NAME_BYTES);
    slice.size += RECORD_BYTES;
  }

  /** @param name 32 hexadecimal digits. */
  delete(name: string): void {
    const wanted = Buffer.from(name, 'hex');
    for (const { records, size } of this.#slices) {
      let at = records.indexOf(wanted);
      while (at >= 0 && at < size) {
        if (at % RECORD_BYTES === 0) records.fill(0, at, at + NAME_BYTES);
        at = records.indexOf(wanted, at + 1);
      }
    }
  }

  /** Memory that is taken. */
  get bytes(): number {
    return this.#slices.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** Every name with the time that is left of it, ms. */
  list(): (readonly [name: string, leftMs: number])[] {
    const now = this.#now();
    const found: (readonly [string, number])[] = [];
    for (const { startMs, records, size } of this.#slices) {
      for (let at = 0; at < size; at += RECORD_BYTES) {
        const leftMs = startMs + records.readUInt32LE(at + NAME_BYTES) + this.#ttlMs - now;
        const name = records.toString('hex', at, at + NAME_BYTES);
        if (leftMs > 0 && name !== DELETED) found.push([name, leftMs]);
      }
    }
    return found;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#slices = [];
  }
}
