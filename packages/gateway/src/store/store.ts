/**
 * What the gateway keeps between requests, behind one interface: replay memory, limits, enrolments and counts. The same
 * verbs work in the memory of one process, in a file that the processes of one machine share, and in Redis.
 */

/** The answer of {@link Store.hit}. */
export interface Hit {
  readonly allowed: boolean;
  /** How often the key was hit in the present window, this time included. */
  readonly count: number;
  /** Until the window ends, ms. */
  readonly resetMs: number;
}

export interface SetOptions {
  /** How long the value lives, ms. Without it the value stays until it is deleted. */
  readonly ttlMs?: number;
  /** Write only if the key has no value yet. */
  readonly ifAbsent?: boolean;
}

/**
 * Every verb is atomic over all processes that share the store, and rejects with {@link StoreError} when the store
 * cannot be reached; what a resolved promise says is true. Keys are `<area>:<rest>` of printable ASCII; the areas are
 * `used` (replay memory), `limit`, `desk`, `enrol` and whatever a module calls its own. `once` and `hit` keep their
 * time by a clock that nobody can set; `set` keeps it by the calendar, because its values outlive a restart.
 */
export interface Store {
  readonly kind: 'memory' | 'file' | 'redis';
  /** Whether this is the first call with the key within `ttlMs`: of concurrent calls exactly one gets `true`. */
  once(key: string, ttlMs: number): Promise<boolean>;
  /** Undoes a {@link once} of this process. What another process has claimed stays. */
  undoOnce(key: string): Promise<void>;
  /**
   * Counts `n` calls (one, if not told) against `max` in a window of `windowMs` that begins with the first call. Allowed
   * if the first of them still is.
   */
  hit(key: string, windowMs: number, max: number, n?: number): Promise<Hit>;
  get(key: string): Promise<string | undefined>;
  /** Whether the value was written: always, unless `ifAbsent` found one. */
  set(key: string, value: string, options?: SetOptions): Promise<boolean>;
  /** Reads and deletes in one step: of many at once exactly one gets the value. */
  take(key: string): Promise<string | undefined>;
  /** Whether there was a value. */
  delete(key: string): Promise<boolean>;
  /** Every key that begins with `prefix`, with its value, in the order of the keys. */
  list(prefix: string): Promise<(readonly [key: string, value: string])[]>;
  /** Adds to a counter of a month (`yyyy-mm`). Resolved means written as durably as the store can. */
  add(month: string, cell: string, n: number): Promise<void>;
  /** The counters of a month. */
  cells(month: string): Promise<ReadonlyMap<string, number>>;
  /** The months that have counters, oldest first. */
  months(): Promise<string[]>;
  /** Drops the counters of a month. */
  dropMonth(month: string): Promise<void>;
  /** Whether the last contact succeeded. */
  healthy(): boolean;
  /** The code of the present fault, as the log has it. */
  fault(): string | undefined;
  close(): Promise<void>;
}

/** The store cannot do it now. `code` is the kind of fault, fit for the log. */
export class StoreError extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'StoreError';
  }
}

/** Milliseconds of a clock that is never set: on Linux the same in every process of one machine since it was started. */
export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000_000n);

export interface Clock {
  /** Calendar time, ms since 1970. */
  readonly wall: () => number;
  /** {@link monotonicMs} or a stand-in for tests. */
  readonly monotonic: () => number;
}

export const SYSTEM_CLOCK: Clock = { wall: Date.now, monotonic: monotonicMs };
