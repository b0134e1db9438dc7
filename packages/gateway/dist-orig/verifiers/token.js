/** The token of MAX: read again when its file has changed, so that a new one needs no restart and a check no read. */
import { readFileSync, statSync } from 'node:fs';
import { parseToken } from '../secrets.js';
/** A file being rewritten is empty for a moment: it is looked at again before a check is refused. */
const REWRITE_MS = 20;
const REWRITE_TRIES = 5;
/** Two writes within one tick of the file system's clock leave the same time stamp, so a young file is read each time. */
const YOUNG_MS = 50;
/** Days before the end of the token at which it is warned of. */
export const EXPIRY_WARNING_DAYS = [30, 14, 3];
const DAY_MS = 86_400_000;
export function createTokenFile(path) {
    let version = '';
    let token;
    let last = '';
    /** Looked at in this turn of the event loop: checks that arrive together share one look. */
    let isFresh = false;
    // Asked of the system directly: some microseconds, where a trip through the thread pool costs a check fifty.
    const look = () => {
        if (isFresh)
            return token;
        isFresh = true;
        setImmediate(() => {
            isFresh = false;
        });
        try {
            const { mtimeMs, ctimeMs, size, ino } = statSync(path);
            const seen = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
            if (seen === version)
                return token;
            token = parseToken(readFileSync(path, 'utf8'));
            version = Date.now() - Math.max(mtimeMs, ctimeMs) < YOUNG_MS ? '' : seen;
        }
        catch {
            token = undefined;
            version = '';
        }
        if (token !== undefined)
            last = token;
        return token;
    };
    return {
        async read() {
            for (let i = 0; i < REWRITE_TRIES; i++) {
                const found = look();
                if (found !== undefined)
                    return found;
                await new Promise((resolve) => setTimeout(resolve, REWRITE_MS));
            }
            return look();
        },
        last() {
            if (last === '')
                look();
            return last;
        },
    };
}
/** Whole days until the end of the token; zero or less once it has ended. */
export const daysLeft = (expiresAt, now) => Math.ceil((expiresAt - now) / DAY_MS);
/** The warning that is due: the smallest number of days that has been reached, 0 once the token has ended. */
export function expiryWarning(expiresAt, now) {
    if (expiresAt === undefined)
        return undefined;
    const left = daysLeft(expiresAt, now);
    return left <= 0 ? 0 : EXPIRY_WARNING_DAYS.filter((days) => left <= days).at(-1);
}
//# sourceMappingURL=token.js.map