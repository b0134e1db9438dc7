/**
 * A file that is parsed again after it has changed: new secrets need no restart, and checks need no file
 * read.
 */
import { readFileSync, statSync } from 'node:fs';

/**
 * Two writes within the timestamp granularity of a file system look like one, so a file this young is read
 * again.
 */
const TIMESTAMP_GRANULARITY_MS = 100;

export interface WatchedFile<T> {
  /** The last valid content. */
  read(): Promise<T>;
}

/**
 * @param parse parses the content. `undefined` keeps the previous value, and so does a file that cannot be
 * read.
 */
export function watchFile<T>(
  path: string,
  initial: T,
  parse: (content: string) => T | undefined,
): WatchedFile<T> {
  let value = initial;
  let version = '';
  /**
   * True if the file was checked in this turn of the event loop: concurrent requests share one `stat` call.
   */
  let isFresh = false;
  return {
    // Synchronous: takes a few microseconds, while the thread pool would add about 50 µs to each check.
    async read() {
      if (isFresh) return value;
      isFresh = true;
      setImmediate(() => {
        isFresh = false;
      });
      try {
        const { mtimeMs, ctimeMs, size, ino } = statSync(path);
        const young = Date.now() - ctimeMs < TIMESTAMP_GRANULARITY_MS;
        const now = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
        if (now !== version || young) {
          value = parse(readFileSync(path, 'utf8')) ?? value;
          version = young ? '' : now;
        }
      } catch {
        // Keep the last valid value.
      }
      return value;
    },
  };
}
