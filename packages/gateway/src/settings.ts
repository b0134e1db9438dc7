/** Reads settings from the environment and collects all problems, so that they can be reported together. */
import { readFileSync } from 'node:fs';

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const DAY_MS = 86_400_000;

/** The end of a day (`yyyy-mm-dd`) in UTC, ms since 1970; `NaN` if there is no such day. */
export function endOfDayMs(day: string): number {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const exists = !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
  return exists ? start + DAY_MS : Number.NaN;
}

export const splitList = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== '');

/**
 * Problems never contain values: a value may be a secret, such as a URL with a password or a token in place
 * of a path.
 */
export class Settings {
  readonly problems: string[] = [];
  readonly warnings: string[] = [];
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #read = new Set<string>();

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  /** The trimmed value; `undefined` if it is empty or not set. */
  get(name: string): string | undefined {
    this.#read.add(name);
    const value = this.#env[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** The names of all settings read so far, in order. */
  names(): string[] {
    return [...this.#read];
  }

  /** Adds a problem. `want` says what the value must be. */
  bad(name: string, want: string): undefined {
    this.problems.push(`${name} ${want}`);
    return undefined;
  }

  warn(text: string): void {
    this.warnings.push(text);
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.get(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.bad(name, `must be a whole number from ${min} to ${max}`);
    return fallback;
  }

  choice<T extends string>(name: string, fallback: T, choices: readonly T[]): T {
    const text = this.get(name);
    if (text === undefined) return fallback;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.bad(name, `must be ${choices.join(' or ')}`);
    return found ?? fallback;
  }

  list(name: string, fallback: readonly string[] = []): string[] {
    const text = this.get(name);
    return text === undefined ? [...fallback] : splitList(text);
  }

  /** The content of the file whose path is the setting's value. */
  content(name: string): string | undefined {
    const path = this.get(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return this.bad(name, 'must name a file that can be read');
    }
  }

  /** Warns about every `CID_…` variable that was never read, because it may be misspelt. Call it last. */
  warnUnknown(): void {
    for (const name of Object.keys(this.#env)) {
      if (name.startsWith('CID_') && !this.#read.has(name)) {
        this.warn(`${name} is not a setting of the gateway`);
      }
    }
  }
}
