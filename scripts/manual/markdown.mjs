// The Markdown of the guides and of the elements' descriptions as HTML. marked reads it; here is only what the manual
// renders in a way of its own.
import { Marked } from 'marked';

/** @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** The anchor of a heading, as GitHub makes it. @param {string} heading */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** @typedef {(target: string) => string | undefined} Address where a link leads; undefined: its file is named instead */

/** @param {Address} address */
const createMarked = (address) =>
  new Marked({
    tokenizer: {
      // Tags and bare addresses are shown as text. Nothing returned means that this rule does not apply.
      html: () => undefined,
      tag: () => undefined,
      url: () => undefined,
    },
    renderer: {
      heading({ depth, text, tokens }) {
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
      },
      // A region that scrolls sideways has to be reachable by keyboard, and so to have a name.
      table({ header, rows }) {
        // On a narrow screen a row is a block, and each cell says itself what it is.
        const names = header.map(({ text }) => escapeHtml(text.replace(/[`*]/g, '')));
        /** @param {import('marked').Tokens.TableCell[]} cells @param {string} tag */
        const row = (cells, tag) =>
          `<tr>${cells.map(({ tokens }, at) => `<${tag}${tag === 'td' && names[at] ? ` data-label="${names[at]}"` : ''}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
        const label = header.flatMap(({ text }) => text || []).join(', ');
        return `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><table>
<thead>${row(header, 'th').replaceAll('<th></th>', '<td></td>')}</thead><tbody>
${rows.map((cells) => row(cells, 'td')).join('\n')}
</tbody></table></div>\n`;
      },
      link({ href, text, tokens }) {
        const shown = this.parser.parseInline(tokens);
        const found = address(href);
        if (found) return `<a href="${escapeHtml(found)}">${shown}</a>`;
        const file = `<code>${escapeHtml(href.replace(/^(\.\.\/)+/, ''))}</code>`;
        return href.endsWith(text.replaceAll('`', '')) ? file : `${shown} (${file})`;
      },
    },
  });

const withoutLinks = createMarked(() => undefined);

/** One line, without a paragraph around it. @param {string} text @returns {string} */
export const inline = (text) => withoutLinks.parseInline(text, { async: false });

/** @param {string} markdown @param {Address} address @returns {string} */
export const html = (markdown, address) => createMarked(address).parse(markdown, { async: false });
