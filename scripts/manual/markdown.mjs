// Renders the Markdown of guides and descriptions as HTML with marked. Only deviations from its defaults are
// here.
import { Marked } from 'marked';

/** @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** The anchor of a heading, in GitHub's format. @param {string} heading */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/**
 * @typedef {(target: string) => string | undefined} Address URL of a link, or undefined to show the file name
 * instead
 */

/** @param {Address} address */
const createMarked = (address) =>
  new Marked({
    tokenizer: {
      // Show tags and bare URLs as text. Returning nothing means that the rule does not apply.
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
      // A scrollable region must be focusable and therefore needs an accessible name.
      table({ header, rows }) {
        // On a narrow screen each row is a block, and each cell shows its column name.
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

/** Renders one line without a paragraph. @param {string} text @returns {string} */
export const inline = (text) => withoutLinks.parseInline(text, { async: false });

/** @param {string} markdown @param {Address} address @returns {string} */
export const html = (markdown, address) => createMarked(address).parse(markdown, { async: false });
