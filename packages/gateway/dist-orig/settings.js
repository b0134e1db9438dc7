/** Reads settings from the environment. Problems are gathered, so that every bad value is named at once. */
import { readFileSync } from 'node:fs';
export class ConfigError extends Error {
    problems;
    constructor(problems) {
        super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
        this.problems = problems;
        this.name = 'ConfigError';
    }
}
export function parseUrl(text) {
    try {
        return new URL(text);
    }
    catch {
        return undefined;
    }
}
export const splitList = (text) => text.split(/[\s,]+/).filter((item) => item !== '');
/** Values that may hold a secret (a URL with a password, a token where its file's name belongs) are never repeated. */
export class Settings {
    problems = [];
    warnings = [];
    #env;
    #asked = new Set();
    constructor(env) {
        this.#env = env;
    }
    /** The trimmed value; an empty one is none. */
    get(name) {
        this.#asked.add(name);
        const value = this.#env[name]?.trim();
        return value === '' ? undefined : value;
    }
    /** The names that were asked for, in order. */
    names() {
        return [...this.#asked];
    }
    /** Notes a problem. `want` says what the value must be, and never what it is. */
    bad(name, want) {
        this.problems.push(`${name} ${want}`);
        return undefined;
    }
    warn(text) {
        this.warnings.push(text);
    }
    integer(name, fallback, min, max) {
        const text = this.get(name);
        if (text === undefined)
            return fallback;
        const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (value >= min && value <= max)
            return value;
        this.bad(name, `must be a whole number from ${min} to ${max}`);
        return fallback;
    }
    choice(name, fallback, choices) {
        const text = this.get(name);
        if (text === undefined)
            return fallback;
        const found = choices.find((choice) => choice === text);
        if (found === undefined)
            this.bad(name, `must be ${choices.join(' or ')}`);
        return found ?? fallback;
    }
    list(name, fallback = []) {
        const text = this.get(name);
        return text === undefined ? [...fallback] : splitList(text);
    }
    /** The content of the file that a setting names. */
    content(name) {
        const path = this.get(name);
        if (path === undefined)
            return undefined;
        try {
            return readFileSync(path, 'utf8');
        }
        catch {
            return this.bad(name, 'must name a file that can be read');
        }
    }
    /** Warns of every `CID_…` that nobody has asked for: it is misspelt. To be called last. */
    warnUnknown() {
        for (const name of Object.keys(this.#env)) {
            if (name.startsWith('CID_') && !this.#asked.has(name)) {
                this.warn(`${name} is not a setting of the gateway`);
            }
        }
    }
}
//# sourceMappingURL=settings.js.map