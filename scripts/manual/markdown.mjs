// @ts-check
// The Markdown that the guides in docs/ are written in, as HTML: headings, paragraphs, lists, tables, fenced code;
// within a line code, links, bold and italics. Serving needs no library for so little; what else stands there is shown as text.

/** @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** The name of a heading in an address, as GitHub makes it. @param {string} heading */
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** @typedef {(target: string) => string | undefined} Address where a link leads; nothing: it is shown as text */

/** @param {string} text @param {Address} address @returns {string} */
export function inline(text, address = () => undefined) {
  const parts =
    /`([^`]+)`|\[((?:[^\]`]|`[^`]*`)+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/g;
  let html = '';
  let at = 0;
  for (const found of text.matchAll(parts)) {
    const [whole, code, label, target, bold, italic] = found;
    html += escapeHtml(text.slice(at, found.index));
    at = found.index + whole.length;
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (bold !== undefined) html += `<strong>${inline(bold, address)}</strong>`;
    else if (italic !== undefined) html += `<em>${inline(italic, address)}</em>`;
    else {
      const href = address(target);
      const shown = inline(label, address);
      // Else it is another file of the repository, and is named.
      const file = `<code>${escapeHtml(target.replace(/^(\.\.\/)+/, ''))}</code>`;
      if (href) html += `<a href="${escapeHtml(href)}">${shown}</a>`;
      else html += target.endsWith(label.replaceAll('`', '')) ? file : `${shown} (${file})`;
    }
  }
  return html + escapeHtml(text.slice(at));
}

/** The cells of a row; a bar within code, or after a backslash, parts nothing. @param {string} row */
function cells(row) {
  const inner = row.trim().replace(/^\||\|$/g, '');
  return (inner.match(/(?:`[^`]*`|\\\||[^|])+/g) ?? []).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** @param {string[]} lines @param {Address} address */
function table(lines, address) {
  const [head, , ...body] = lines.map(cells);
  /** @param {string[]} row @param {string} tag */
  const tr = (row, tag) =>
    `<tr>${row.map((cell) => `<${tag}>${inline(cell, address)}</${tag}>`).join('')}</tr>`;
  return `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(head.filter(Boolean).join(', '))}"><table>
<thead>${tr(head, 'th')}</thead><tbody>
${body.map((row) => tr(row, 'td')).join('\n')}
</tbody></table></div>`.replaceAll('<th></th>', '<td></td>');
}

const ITEM = /^(?:[-*]|\d+\.)\s+/;

/** @param {string} markdown @param {Address} address @returns {string} */
export function html(markdown, address) {
  const lines = markdown.split('\n');
  /** @type {string[]} */
  const out = [];
  /** The lines from here on as long as they are wanted. @param {(line: string) => boolean} wanted */
  const take = (wanted) => {
    const taken = [];
    while (lines.length > 0 && wanted(lines[0])) taken.push(lines.shift() ?? '');
    return taken;
  };
  while (lines.length > 0) {
    const [line] = lines;
    const heading = /^(#{1,6})\s+(.*)/.exec(line);
    if (line.trim() === '') lines.shift();
    else if (line.startsWith('```')) {
      lines.shift();
      const code = take((one) => !one.startsWith('```')).join('\n');
      lines.shift();
      out.push(`<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>`);
    } else if (heading) {
      lines.shift();
      const level = heading[1].length;
      out.push(`<h${level} id="${slug(heading[2])}">${inline(heading[2], address)}</h${level}>`);
    } else if (line.startsWith('|'))
      out.push(
        table(
          take((one) => one.startsWith('|')),
          address,
        ),
      );
    else if (ITEM.test(line)) out.push(list(take, address));
    else {
      const text = [
        lines.shift(),
        ...take((one) => !/^\s*$|^```|^#{1,6}\s|^\|/.test(one) && !ITEM.test(one)),
      ];
      out.push(`<p>${inline(text.join('\n'), address)}</p>`);
    }
  }
  return out.join('\n');
}

/** Items with what is indented under them. @param {(wanted: (line: string) => boolean) => string[]} take @param {Address} address */
function list(take, address) {
  /** @type {string[][]} */
  const items = [];
  let numbered = false;
  let first = '1';
  for (const line of take((one) => ITEM.test(one) || /^\s{2,}\S/.test(one))) {
    if (ITEM.test(line)) {
      if (items.length === 0) {
        numbered = /^\d/.test(line);
        first = numbered ? line.split('.')[0] : '1';
      }
      items.push([line.replace(ITEM, '')]);
    } else items.at(-1)?.push(line.trim());
  }
  const tag = numbered ? 'ol' : 'ul';
  const start = first === '1' ? '' : ` start="${first}"`;
  return `<${tag}${start}>${items.map((item) => `<li>${inline(item.join('\n'), address)}</li>`).join('\n')}</${tag}>`;
}
