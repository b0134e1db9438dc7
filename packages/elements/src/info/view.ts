/** The part of `<cid-info>` that draws: in a bundle of all elements it is fetched only where the element stands. */
export { DEFAULT_CONFIG } from '@cid-elements/core';
export { loadConfig } from '../config-source.js';
export { infoContent } from './content.js';
export { infoTextsFor, infoTextsPending, registerInfoTexts } from './info-texts.js';

import { tokens } from '../styles/tokens.js';
import { hostStyles, infoStyles } from './info.styles.js';
import type { Tree } from './tree.js';

let sheet: CSSStyleSheet | undefined;

/** The style sheet of the shadow root: constructed, so that a strict policy has nothing to say. */
export function infoSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(hostStyles + tokens + infoStyles);
  }
  return sheet;
}

/** The document as nodes. Addresses of links are resolved against the page itself, not its `<base>`. */
export function toNode(node: Tree | string, svg = false): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const inSvg = svg || node.tag === 'svg';
  const element = inSvg
    ? document.createElementNS('http://www.w3.org/2000/svg', node.tag)
    : document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes))
    element.setAttribute(name, name === 'href' ? new URL(value, location.href).href : value);
  for (const child of node.children) element.append(toNode(child, inSvg));
  return element;
}
