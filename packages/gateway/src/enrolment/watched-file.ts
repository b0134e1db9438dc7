/** A file whose content is read again when it has changed, so that a new secret needs no restart and a check no read. */
import { readFile, stat } from 'node:fs/promises';

/** Two changes within the granularity of a file system's clock look like one, so a young file is not trusted. */
const YOUNG_MS = 100;

export interface WatchedFile<T> {
  /** What the file held when it was last good. */
  read(): Promise<T>;
}

/** @param parse of the content; `undefined` keeps the value before. A file that cannot be read keeps it as well. */
export function watchFile<T>(
  path: string,
  initial: T,
  parse: (content: string) => T | undefined,
): WatchedFile<T> {
  let value = initial;
  let version = '';
  return {
    async read() {
      try {
        const { mtimeMs, ctimeMs, size, ino } = await stat(path);
        const young = Date.now() - ctimeMs < YOUNG_MS;
        const now = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
        if (now !== version || young) {
          value = parse(await readFile(path, 'utf8')) ?? value;
          version = young ? '' : now;
        }
      } catch {
        // The last good value stays in use.
      }
      return value;
    },
  };
}
