/**
 * Browsers of tests use a named set of fonts instead of the machine's, by a separate fontconfig file. `npm
 * test` installs missing fonts (scripts/setup.mjs).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const FOLDERS = {
  dejavu: '/usr/share/fonts/truetype/dejavu',
  liberation: '/usr/share/fonts/truetype/liberation',
  noto: '/usr/share/fonts/truetype/noto',
} as const;

export type FontSet = keyof typeof FOLDERS;
export const FONT_SETS = Object.keys(FOLDERS) as FontSet[];

/** Environment variables for a browser that uses only this set of fonts. */
export function fontEnvironment(set: FontSet): { FONTCONFIG_FILE: string } {
  const folder = FOLDERS[set];
  if (!existsSync(folder)) throw new Error(`The fonts of ${folder} are not installed`);
  const home = join(root, '.build/fonts', set);
  mkdirSync(home, { recursive: true });
  const file = join(home, 'fonts.conf');
  // Includes the system's rules, which define the substitutes of Arial and Times, as on a machine with only
  // these fonts.
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${folder}</dir><cachedir>${join(home, 'cache')}</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
