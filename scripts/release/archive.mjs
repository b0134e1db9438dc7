// Reproducible zip archives: sorted names, one timestamp, no extra fields.
import { writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';

/**
 * @param {string} file
 * @param {import('./tree.mjs').Tree} tree
 * @param {Date} date A zip holds local time; this one holds UTC, so that it is the same everywhere.
 */
export function writeZip(file, tree, date) {
  const mtime = new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
  const names = [...tree.keys()].sort();
  const entries = Object.fromEntries(
    names.map((name) => [name, [tree.get(name) ?? new Uint8Array(), { mtime, level: 9, os: 3 }]]),
  );
  writeFileSync(file, zipSync(/** @type {import('fflate').Zippable} */ (entries)));
}
