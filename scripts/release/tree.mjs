// File trees of archives. Used by tests, so it must not need the release tools.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {Map<string, Uint8Array>} Tree Content by path, with `/` between folders. */

/**
 * @param {string} folder
 * @param {string} [prefix] Put before every path.
 * @param {(path: string) => boolean} [wanted]
 * @returns {Tree}
 */
export function readTree(folder, prefix = '', wanted = () => true) {
  /** @type {Tree} */
  const tree = new Map();
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name.startsWith('.') || name === 'node_modules') continue;
    if (statSync(path).isDirectory())
      for (const [inner, content] of readTree(path, `${prefix}${name}/`, wanted)) tree.set(inner, content);
    else if (wanted(`${prefix}${name}`)) tree.set(`${prefix}${name}`, readFileSync(path));
  }
  return tree;
}
