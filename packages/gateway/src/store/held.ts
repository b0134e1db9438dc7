/**
 * The claims that this process holds in the shared store. Under load there are hundreds of thousands, so they
 * are kept in buffers outside the JavaScript heap: the garbage collector would have to traverse a map of
 * strings.
 */
import { monotonicMs } from './store.js';

/** Number of time slices. All claims of a slice are dropped together, so that no entry has to be moved. */
const SLICES = 8;
const FIRST_CAPACITY = 256;
/** Size of a name, bytes. The time of the claim follows it. */
const NAME_BYTES = 16;
const RECORD_BYTES = NAME_BYTES + 4;
const DELETED = '0'.repeat(2 * NAME_BYTES);

interface Slice {
  readonly startMs: number;
  records: Buffer;
  /** Used bytes. */
  size: number;
}

export class HeldClaims {
  readonly #ttlMs: number;
  readonly #spanMs: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  /** Newest last. */
  #slices: Slice[] = [];

  /** @param ttlMs how long a claim is held. @param now a monotonic clock. */
  constructor(ttlMs: number, now: () => number = monotonicMs) {
    this.#ttlMs = ttlMs;
    this.#spanMs = ttlMs / SLICES;
    this.#now = now;
    // Expired claims must be dropped even if no checks are made.
    this.#timer = setInterval(() => this.#dropExpired(), this.#spanMs).unref();
  }

  #dropExpired(): void {
    const now = this.#now();
    this.#slices = this.#slices.filter(({ startMs }) => startMs + this.#spanMs + this.#ttlMs > now);
  }

  /** @param name 32 hexadecimal digits. */
  add(name: string): void {
    const now = this.#now();
    let slice = this.#slices.at(-1);
    if (slice === undefined || now - slice.startMs >= this.#spanMs) {
      this.#dropExpired();
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

  /** Allocated memory, bytes. */
  get bytes(): number {
    return this.#slices.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** All names with their remaining time, ms. */
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
