/**
 * The institutions a running gateway serves. The file is read again on SIGHUP and when it has changed; a check under way
 * keeps the institution it began with, and a file that is not usable changes nothing.
 */
import { readFile, stat } from 'node:fs/promises';
import { readInstitutions } from './schema.js';
/** How often the file is looked at. Watching by events misses changes on network file systems. */
const POLL_MS = 2_000;
/** The file cannot be used at start. */
export class InstitutionsError extends Error {
    problems;
    constructor(problems) {
        super(problems.join('; '));
        this.problems = problems;
        this.name = 'InstitutionsError';
    }
}
async function read(path, options) {
    let text;
    try {
        text = await readFile(path, 'utf8');
    }
    catch {
        return { ok: false, problems: ['cannot be read'] };
    }
    const result = readInstitutions(text, options);
    return 'problems' in result
        ? { ok: false, problems: result.problems }
        : { ok: true, institutions: result.institutions };
}
/** What tells one version of the file from another, without reading it. */
async function version(path) {
    try {
        const { mtimeMs, size, ino } = await stat(path);
        return `${mtimeMs} ${size} ${ino}`;
    }
    catch {
        return 'missing';
    }
}
/** @throws {InstitutionsError} if the file is not usable at start. */
export async function openInstitutions(path, options) {
    let seen = await version(path);
    const first = await read(path, options);
    if (!first.ok)
        throw new InstitutionsError(first.problems);
    let byId = new Map(first.institutions.map((one) => [one.id, one]));
    let inUse = true;
    async function reload() {
        seen = await version(path);
        const result = await read(path, options);
        inUse = result.ok;
        if (result.ok)
            byId = new Map(result.institutions.map((one) => [one.id, one]));
        options.onReload?.(result);
        return result;
    }
    const timer = setInterval(async () => {
        if ((await version(path)) !== seen)
            await reload();
    }, options.pollMs ?? POLL_MS);
    timer.unref();
    const onHangup = () => {
        void reload();
    };
    process.on('SIGHUP', onHangup);
    return {
        get: (id) => byId.get(id),
        all: () => [...byId.values()],
        current: () => inUse,
        reload,
        close() {
            clearInterval(timer);
            process.off('SIGHUP', onHangup);
        },
    };
}
//# sourceMappingURL=institutions.js.map