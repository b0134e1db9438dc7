/**
 * The storage interface of the gateway for replay memory, limits, enrolments and counts. It is implemented in
 * memory, in a file shared by the processes of one machine, and in Redis.
 */

/** The answer of {@link Store.hit}. */
export interface Hit {
  readonly allowed: boolean;
  /** Number of hits in the current window, including this call. */
  readonly count: number;
  /** Time until the window ends, ms. */
  readonly resetMs: number;
}

export interface SetOptions {
  /** Time to live, ms. Default: until deletion. */
  readonly ttlMs?: number;
  /** Write only if the key has no value yet. */
  readonly ifAbsent?: boolean;
}

/**
 * Every method is atomic across all processes that share the store, and rejects with {@link StoreError} if
 * the store cannot be reached. A resolved promise means that the operation was done. Keys are `<area>:<rest>`
 * in printable ASCII; areas are `used` (replay memory), `limit`, `desk`, `enrol` and others that a module
 * defines. `once` and `hit` use a monotonic clock; `set` uses calendar time, because its values survive a
 * restart.
 */
export interface Store {
  readonly kind: 'memory' | 'file' | 'redis';
  /** True for the first call with the key within `ttlMs`. Of concurrent calls exactly one gets `true`. */
  once(key: string, ttlMs: number): Promise<boolean>;
  /** Undoes a {@link once} of this process. Claims of other processes are kept. */
  undoOnce(key: string): Promise<void>;
  /**
   * Adds `n` hits (default: one) in a window of `windowMs` that begins with the first hit. Allowed if the
   * count before this call is below `max`.
   */
  hit(key: string, windowMs: number, max: number, n?: number): Promise<Hit>;
  get(key: string): Promise<string | undefined>;
  /** Returns whether the value was written: false only if `ifAbsent` found one. */
  set(key: string, value: string, options?: SetOptions): Promise<boolean>;
  /** Reads and deletes atomically: of concurrent calls exactly one gets the value. */
  take(key: string): Promise<string | undefined>;
  /** Returns whether there was a value. */
  delete(key: string): Promise<boolean>;
  /** All keys that begin with `prefix`, with their values, sorted by key. */
  list(prefix: string): Promise<(readonly [key: string, value: string])[]>;
  /** Adds to a counter of a month (`yyyy-mm`). Resolves when it is written as durably as the store can. */
  add(month: string, cell: string, n: number): Promise<void>;
  /** The counters of a month. */
  cells(month: string): Promise<ReadonlyMap<string, number>>;
  /** The months that have counters, oldest first. */
  months(): Promise<string[]>;
  /** Drops the counters of a month. */
  dropMonth(month: string): Promise<void>;
  /** Whether the last operation succeeded. */
  healthy(): boolean;
  /** Code of the current fault, as in the log. */
  fault(): string | undefined;
  close(): Promise<void>;
}

/** The store is unavailable. `code` is the kind of fault and may be logged. */
export class StoreError extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'StoreError';
  }
}

/** A monotonic clock, ms. On Linux it has the same origin in all processes since boot. */
export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000_000n);

export interface Clock {
  /** Calendar time, ms since 1970. */
  readonly wall: () => number;
  /** {@link monotonicMs}, replaced in tests. */
  readonly monotonic: () => number;
}

export const SYSTEM_CLOCK: Clock = { wall: Date.now, monotonic: monotonicMs };
