// Manifests and licence texts of installed third-party packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

export const PACKAGES = ['core', 'qr-decoder', 'scanning', 'elements', 'gateway'];

/** @param {string} name */
function folderOf(name) {
  const found = [root, ...PACKAGES.map((one) => join(root, 'packages', one))]
    .map((base) => join(base, 'node_modules', name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (!found) throw new Error(`${name} is not installed: run npm ci.`);
  return found;
}

/** @param {string} name @returns {{ version: string, license: string }} */
export const manifestOf = (name) => JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'));

/** The licence text of a package. @param {string} name */
export function licenceOf(name) {
  const file = readdirSync(folderOf(name)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const { version, license } = manifestOf(name);
  const text = file ? readFileSync(join(folderOf(name), file), 'utf8') : `Licence: ${license}\n`;
  return `${name} ${version}\n\n${text}`;
}
