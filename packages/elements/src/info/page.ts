/** The content of `<cid-info>` as plain HTML, for sites that do not allow scripts. Runs in Node. */
import { readConfig } from '@cid-elements/core/config-reader';
import { infoTextsFor } from '../locales/registry.js';
import { infoContent } from './content.js';
import { helpList } from './help.js';
import { infoLook } from './look.js';
import { type Tree, toHtml } from './tree.js';

export interface InfoHtml {
  readonly html: string;
  /** Problems of the configuration, or of the requested language. */
  readonly problems: readonly string[];
}

const PAGE_STYLES = `
  body {
    margin: 0 auto;
    padding: 1em;
    max-inline-size: 64em;
    container-type: inline-size;
    font-family: 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif;
    background: #fff;
  }
  @page {
    size: A4;
    margin: 10mm;
  }
  @media print {
    body {
      padding: 0;
      max-inline-size: none;
      font-size: 9pt;
    }
    .root.info {
      font-size: 9pt;
    }
  }
`;

const tidy = (css: string): string => css.replace(/\n\s+/g, '\n').trim();

async function read(
  value: unknown,
  lang: string,
  headingLevel: number,
): Promise<{ readonly content: Tree; readonly title: string; readonly problems: readonly string[] }> {
  const { config, problems, warnings } = readConfig(value);
  const texts = await infoTextsFor(lang);
  const spoken = texts.lang === lang ? [] : [`there are no texts in the language «${lang}»`];
  return {
    content: infoContent({ texts, config, headingLevel, help: helpList(texts, config) }),
    title: [texts.title, config.institution.name].filter(Boolean).join('. '),
    problems: [...problems, ...warnings, ...spoken],
  };
}

/**
 * A complete page with one `<style>` and no other resources. Without styles it is a document in reading
 * order.
 * @param value the institution's configuration, as in its JSON file.
 */
export async function infoPage(value: unknown, lang = 'ru'): Promise<InfoHtml> {
  const { content, title, problems } = await read(value, lang, 1);
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${toHtml({ tag: 'title', attributes: {}, children: [title] })}
<style>
${tidy(infoLook + PAGE_STYLES)}
</style>
</head>
<body>
${toHtml({ ...content, tag: 'main' })}
</body>
</html>
`;
  return { html, problems };
}

/**
 * A `<cid-info>` element for a site, with the same content as children for visitors without scripts.
 * @param address URL of the configuration on the site.
 */
export async function infoFragment(value: unknown, address: string, lang = 'ru'): Promise<InfoHtml> {
  const { content, problems } = await read(value, lang, 2);
  const children = content.children.map(plain);
  const html = `${toHtml({ tag: 'cid-info', attributes: { config: address, lang }, children })}\n`;
  return { html, problems };
}

/** Removes classes and ids, which only the style sheet and the shadow root use. */
function plain(node: Tree | string): Tree | string {
  if (typeof node === 'string') return node;
  const { class: _class, id: _id, ...attributes } = node.attributes;
  return { tag: node.tag, attributes, children: node.children.map(plain) };
}
