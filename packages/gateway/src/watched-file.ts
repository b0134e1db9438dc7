/** Files that are read again after they have changed: new settings and secrets need no restart. */
import { readFileSync, statSync } from 'node:fs';

/** Two writes within the timestamp granularity of a file system leave the same timestamps. */
const TIMESTAMP_GRANULARITY_MS = 100;

export interface FileVersion {
  /** Changes with the file; `missing` if it cannot be accessed. */
  readonly id: string;
  /** True shortly after a change, when a further write may leave `id` as it is. */
  readonly isRecent: boolean;
}

/**
 * Identifies the version of a file or folder by its metadata. Synchronous: the call takes a few microseconds,
 * while the thread pool would add about 50 µs to each check.
 */
export function fileVersion(path: string): FileVersion {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(path);
    return {
      id: `${mtimeMs} ${ctimeMs} ${size} ${ino}`,
      isRecent: Date.now() - ctimeMs < TIMESTAMP_GRANULARITY_MS,
    };
  } catch {
    return { id: 'missing', isRecent: false };
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export interface WatchedFile<T> {
  /** The value of the current content. */
  read(): T;
}

/** @param parse is called with each new content, or `undefined` if there is none, and the previous value. */
export function watchFile<T>(
  path: string,
  initial: T,
  parse: (content: string | undefined, previous: T) => T,
): WatchedFile<T> {
  let value = initial;
  let version: string | undefined;
  /** True if the file was checked in this turn of the event loop: concurrent requests share one check. */
  let isChecked = false;
  return {
    read() {
      if (isChecked) return value;
      isChecked = true;
      setImmediate(() => {
        isChecked = false;
      });
      const { id, isRecent } = fileVersion(path);
      if (id !== version) {
        value = parse(readText(path), value);
        version = isRecent ? undefined : id;
      }
      return value;
    },
  };
}
