/**
 * Browsers of tests see the fonts that a test names, not those of the machine: fontconfig reads a file of its own.
 * `npm test` installs what is missing (scripts/setup.mjs).
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

/** The environment in which a browser finds this set of fonts and no other. */
export function fontEnvironment(set: FontSet): { FONTCONFIG_FILE: string } {
  const folder = FOLDERS[set];
  if (!existsSync(folder)) throw new Error(`The fonts of ${folder} are not installed`);
  const home = join(root, '.build/fonts', set);
  mkdirSync(home, { recursive: true });
  const file = join(home, 'fonts.conf');
  // The system's rules stay, as on a machine that has these fonts alone: they say what stands in for Arial and Times.
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${folder}</dir><cachedir>${join(home, 'cache')}</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
