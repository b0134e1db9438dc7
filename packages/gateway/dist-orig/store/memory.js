import { SYSTEM_CLOCK } from './store.js';
/** How often what has ended is dropped, ms. */
const PURGE_INTERVAL_MS = 5_000;
/** The store of one process, gone when it ends. */
export class MemoryStore {
    kind = 'memory';
    #clock;
    #used = new Map();
    #windows = new Map();
    #values = new Map();
    #months = new Map();
    #timer;
    constructor(clock = SYSTEM_CLOCK) {
        this.#clock = clock;
        this.#timer = setInterval(() => this.#purge(), PURGE_INTERVAL_MS).unref();
    }
    #purge() {
        const now = this.#clock.monotonic();
        for (const [key, until] of this.#used)
            if (until <= now)
                this.#used.delete(key);
        for (const [key, { until }] of this.#windows)
            if (until <= now)
                this.#windows.delete(key);
        const today = this.#clock.wall();
        for (const [key, { until }] of this.#values)
            if (until <= today)
                this.#values.delete(key);
    }
    async once(key, ttlMs) {
        const now = this.#clock.monotonic();
        const until = this.#used.get(key);
        if (until !== undefined && until > now)
            return false;
        this.#used.set(key, now + ttlMs);
        return true;
    }
    async undoOnce(key) {
        this.#used.delete(key);
    }
    async hit(key, windowMs, max) {
        const now = this.#clock.monotonic();
        let window = this.#windows.get(key);
        if (window === undefined || window.until <= now) {
            window = { count: 0, until: now + windowMs };
            this.#windows.set(key, window);
        }
        window.count++;
        return { allowed: window.count <= max, count: window.count, resetMs: window.until - now };
    }
    #live(key) {
        const value = this.#values.get(key);
        return value !== undefined && value.until > this.#clock.wall() ? value.text : undefined;
    }
    async get(key) {
        return this.#live(key);
    }
    async set(key, text, { ttlMs, ifAbsent = false } = {}) {
        if (ifAbsent && this.#live(key) !== undefined)
            return false;
        this.#values.set(key, { text, until: ttlMs === undefined ? Infinity : this.#clock.wall() + ttlMs });
        return true;
    }
    async take(key) {
        const text = this.#live(key);
        this.#values.delete(key);
        return text;
    }
    async delete(key) {
        return (await this.take(key)) !== undefined;
    }
    async list(prefix) {
        const today = this.#clock.wall();
        const found = [];
        for (const [key, { text, until }] of this.#values) {
            if (key.startsWith(prefix) && until > today)
                found.push([key, text]);
        }
        return found.sort(([a], [b]) => (a < b ? -1 : 1));
    }
    async add(month, cell, n) {
        const cells = this.#months.get(month) ?? new Map();
        cells.set(cell, (cells.get(cell) ?? 0) + n);
        this.#months.set(month, cells);
    }
    async cells(month) {
        return new Map(this.#months.get(month));
    }
    async months() {
        return [...this.#months.keys()].sort();
    }
    async dropMonth(month) {
        this.#months.delete(month);
    }
    healthy() {
        return true;
    }
    fault() {
        return undefined;
    }
    async close() {
        clearInterval(this.#timer);
        this.#used.clear();
        this.#windows.clear();
        this.#values.clear();
        this.#months.clear();
    }
}
//# sourceMappingURL=memory.js.map