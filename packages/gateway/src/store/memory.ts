import { type Clock, type Hit, type SetOptions, type Store, SYSTEM_CLOCK } from './store.js';

/** How often expired entries are dropped, ms. */
const PURGE_INTERVAL_MS = 5_000;

interface Window {
  count: number;
  readonly until: number;
}

interface Value {
  readonly text: string;
  readonly until: number;
}

/** The store in the memory of one process. Its content is lost when the process ends. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly #clock: Clock;
  readonly #used = new Map<string, number>();
  readonly #windows = new Map<string, Window>();
  readonly #values = new Map<string, Value>();
  readonly #months = new Map<string, Map<string, number>>();
  readonly #timer: NodeJS.Timeout;

  constructor(clock: Clock = SYSTEM_CLOCK) {
    this.#clock = clock;
    this.#timer = setInterval(() => this.#purge(), PURGE_INTERVAL_MS).unref();
  }

  #purge(): void {
    const now = this.#clock.monotonic();
    for (const [key, until] of this.#used) if (until <= now) this.#used.delete(key);
    for (const [key, { until }] of this.#windows) if (until <= now) this.#windows.delete(key);
    const today = this.#clock.wall();
    for (const [key, { until }] of this.#values) if (until <= today) this.#values.delete(key);
  }

  async once(key: string, ttlMs: number): Promise<boolean> {
    const now = this.#clock.monotonic();
    const until = this.#used.get(key);
    if (until !== undefined && until > now) return false;
    this.#used.set(key, now + ttlMs);
    return true;
  }

  async undoOnce(key: string): Promise<void> {
    this.#used.delete(key);
  }

  async hit(key: string, windowMs: number, max: number, n = 1): Promise<Hit> {
    const now = this.#clock.monotonic();
    let window = this.#windows.get(key);
    if (window === undefined || window.until <= now) {
      window = { count: 0, until: now + windowMs };
      this.#windows.set(key, window);
    }
    window.count += n;
    return { allowed: window.count - n < max, count: window.count, resetMs: window.until - now };
  }

  #live(key: string): string | undefined {
    const value = this.#values.get(key);
    return value !== undefined && value.until > this.#clock.wall() ? value.text : undefined;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#live(key);
  }

  async set(key: string, text: string, { ttlMs, ifAbsent = false }: SetOptions = {}): Promise<boolean> {
    if (ifAbsent && this.#live(key) !== undefined) return false;
    this.#values.set(key, { text, until: ttlMs === undefined ? Infinity : this.#clock.wall() + ttlMs });
    return true;
  }

  async take(key: string): Promise<string | undefined> {
    const text = this.#live(key);
    this.#values.delete(key);
    return text;
  }

  async delete(key: string): Promise<boolean> {
    return (await this.take(key)) !== undefined;
  }

  async list(prefix: string): Promise<(readonly [string, string])[]> {
    const today = this.#clock.wall();
    const found: (readonly [string, string])[] = [];
    for (const [key, { text, until }] of this.#values) {
      if (key.startsWith(prefix) && until > today) found.push([key, text]);
    }
    return found.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  async add(month: string, cell: string, n: number): Promise<void> {
    const cells = this.#months.get(month) ?? new Map<string, number>();
    cells.set(cell, (cells.get(cell) ?? 0) + n);
    this.#months.set(month, cells);
  }

  async cells(month: string): Promise<ReadonlyMap<string, number>> {
    return new Map(this.#months.get(month));
  }

  async months(): Promise<string[]> {
    return [...this.#months.keys()].sort();
  }

  async dropMonth(month: string): Promise<void> {
    this.#months.delete(month);
  }

  healthy(): boolean {
    return true;
  }

  fault(): undefined {
    return undefined;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#used.clear();
    this.#windows.clear();
    this.#values.clear();
    this.#months.clear();
  }
}
