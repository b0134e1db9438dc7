/** Troubleshooting for visitors. Loaded when the section is opened. */
import type { Config } from '@cid-elements/core';
import { help as en } from '../locales/en/info-help.js';
import type { InfoTexts } from '../locales/registry.js';
import { help as ru } from '../locales/ru/info-help.js';
import type { Tree } from './tree.js';

const node = (tag: string, attributes: Tree['attributes'], ...children: Tree['children']): Tree => ({
  tag,
  attributes,
  children,
});

/** The lines of the section, and links for further reading (`config.addresses`). */
export function helpList(texts: InfoTexts, { ways, addresses }: Config): Tree {
  const own = texts.help ?? (texts.lang === 'en' ? en : undefined);
  const t = own ?? ru;
  const lines = ways.includes('goskan') ? [...t.lines, t.goskan] : t.lines;
  return node(
    'ul',
    own ? {} : { lang: 'ru' },
    ...lines.map((line) => node('li', {}, line)),
    node('li', {}, node('a', { href: addresses.help }, t.page)),
    node('li', {}, node('a', { href: addresses.bot }, t.bot)),
  );
}
