/**
 * Browsers of tests see the fonts that a test names, not those of the machine: fontconfig reads a file of its own.
 * `npm test` installs what is missing (scripts/setup.mjs).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const FAMILIES = {
  dejavu: { folder: '/usr/share/fonts/truetype/dejavu', sans: 'DejaVu Sans', serif: 'DejaVu Serif' },
  liberation: {
    folder: '/usr/share/fonts/truetype/liberation',
    sans: 'Liberation Sans',
    serif: 'Liberation Serif',
  },
  noto: { folder: '/usr/share/fonts/truetype/noto', sans: 'Noto Sans', serif: 'Noto Serif' },
} as const;

export type FontSet = keyof typeof FAMILIES;
export const FONT_SETS = Object.keys(FAMILIES) as FontSet[];

/** The environment in which a browser finds this set of fonts and no other. */
export function fontEnvironment(set: FontSet): { FONTCONFIG_FILE: string } {
  const { folder, sans, serif } = FAMILIES[set];
  if (!existsSync(folder)) throw new Error(`The fonts of ${folder} are not installed`);
  const home = join(root, '.build/fonts', set);
  mkdirSync(home, { recursive: true });
  const file = join(home, 'fonts.conf');
  const generic = (name: string, family: string) =>
    `<match><test name="family"><string>${name}</string></test>` +
    `<edit name="family" mode="prepend" binding="strong"><string>${family}</string></edit></match>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${folder}</dir><cachedir>${join(home, 'cache')}</cachedir>
${generic('sans-serif', sans)}${generic('system-ui', sans)}${generic('serif', serif)}
</fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
