/** A file whose content is read again when it has changed, so that a new secret needs no restart and a check no read. */
import { readFileSync, statSync } from 'node:fs';
/** Two changes within the granularity of a file system's clock look like one, so a young file is not trusted. */
const YOUNG_MS = 100;
/** @param parse of the content; `undefined` keeps the value before. A file that cannot be read keeps it as well. */
export function watchFile(path, initial, parse) {
    let value = initial;
    let version = '';
    /** Looked at in this turn of the event loop: requests that arrive together share one look. */
    let isFresh = false;
    return {
        // Asked of the system directly: some microseconds, where a trip through the thread pool costs a check fifty.
        async read() {
            if (isFresh)
                return value;
            isFresh = true;
            setImmediate(() => {
                isFresh = false;
            });
            try {
                const { mtimeMs, ctimeMs, size, ino } = statSync(path);
                const young = Date.now() - ctimeMs < YOUNG_MS;
                const now = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
                if (now !== version || young) {
                    value = parse(readFileSync(path, 'utf8')) ?? value;
                    version = young ? '' : now;
                }
            }
            catch {
                // The last good value stays in use.
            }
            return value;
        },
    };
}
//# sourceMappingURL=watched-file.js.map