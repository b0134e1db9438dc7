/**
 * Renders a document of the kit as one HTML file without scripts and external resources. One-page layouts fit
 * one page.
 */
import { type Block, gapText, type Inline, type KitDocument, type Layout, unbroken } from './document.js';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const inline = (part: Inline): string => {
  if (typeof part === 'string') return escapeHtml(unbroken(part));
  if ('strong' in part) return `<strong>${escapeHtml(part.strong)}</strong>`;
  return `<mark>${escapeHtml(gapText(part))}</mark>`;
};
const inlines = (parts: readonly Inline[]): string => parts.map(inline).join('');
const items = (list: readonly (readonly Inline[])[]): string =>
  list.map((item) => `<li>${inlines(item)}</li>`).join('\n');

function block(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `<h2>${escapeHtml(one.text)}</h2>`;
    case 'paragraph':
      return `<p>${inlines(one.text)}</p>`;
    case 'centred':
      return `<p class="centred">${inlines(one.text)}</p>`;
    case 'clause':
      return `<p class="clause"><span class="number">${one.number}.</span> ${inlines(one.text)}</p>`;
    case 'signature':
      return `<p class="signature">${inlines(one.text)}</p>`;
    case 'remark':
      return `<p class="remark">${inlines(one.text)}</p>`;
    case 'list':
      return `<ul>\n${items(one.items)}\n</ul>`;
    case 'steps':
      return `<ol>\n${items(one.items)}\n</ol>`;
    case 'table': {
      const head = one.head
        .map(
          (cell, index) =>
            `<th scope="col" style="inline-size: ${one.widths[index]}%">${escapeHtml(cell)}</th>`,
        )
        .join('');
      const rows = one.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${inlines(cell)}</td>`).join('')}</tr>`,
      );
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
  }
}

/**
 * `font-size-adjust` fixes the x-height, so that the number of pages does not depend on the installed fonts.
 */
const COMMON = `
* { box-sizing: border-box; }
body { margin: 0; color: #14171a; background: #fff; font-family: 'PT Sans', 'Segoe UI', 'Liberation Sans', 'Noto Sans', Arial, sans-serif; font-size-adjust: 0.519; line-height: 1.4; }
main { margin: 0 auto; }
p, ul, ol, table { margin: 0 0 0.6em; }
h1, h2 { line-height: 1.2; text-wrap: balance; }
mark { print-color-adjust: exact; background: #fff3c4; color: inherit; padding: 0 0.15em; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { border: 1px solid #767d86; padding: 0.3em 0.5em; text-align: start; vertical-align: top; }
th { background: #f3f5f7; }
`;

const LAYOUTS: Readonly<Record<Layout, string>> = {
  draft: `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; }
body { font-family: 'PT Serif', 'Liberation Serif', 'Times New Roman', serif; font-size: 12pt; }
main { max-inline-size: 165mm; padding: 1em; }
h1 { font-size: 1em; display: none; }
h2 { font-size: 1em; text-align: center; margin: 1em 0 0.5em; break-after: avoid; }
.centred { text-align: center; }
.clause { text-align: justify; hyphens: auto; }
.signature { margin-block-start: 2em; }
.remark { border: 1px dashed #6b3d00; padding: 0.5em 0.75em; font-size: 0.9em; }
`,
  page: `
@page { size: A4; margin: 12mm; }
body { font-size: 12pt; }
main { max-inline-size: 186mm; padding: 1em; }
h1 { font-size: 1.6em; margin: 0 0 0.4em; }
h2 { font-size: 1.15em; margin: 0.8em 0 0.3em; }
@media print { main { padding: 0; max-inline-size: none; } }
`,
  'poster-a4': `
@page { size: A4; margin: 15mm; }
body { font-size: 19.5pt; }
main { max-inline-size: 180mm; padding: 1em; }
h1 { font-size: 2.1em; margin: 0 0 0.5em; color: #14508c; }
ol { padding-inline-start: 1.4em; }
li { margin-block-end: 0.4em; }
li::marker { font-weight: 700; color: #14508c; }
p:last-child { font-size: 0.7em; }
@media print { main { padding: 0; max-inline-size: none; } }
`,
  'sign-a5': `
@page { size: A5 landscape; margin: 12mm; }
body { font-size: 19pt; }
main { display: grid; align-content: center; min-block-size: 120mm; max-inline-size: 186mm; padding: 1em; text-align: center; text-wrap: balance; }
h1 { font-size: 1.9em; margin: 0 0 0.5em; color: #14508c; }
p:last-child { font-size: 0.75em; }
@media print { main { padding: 0; max-inline-size: none; } }
`,
  slide: `
@page { size: 1920px 1080px; margin: 0; }
body { font-size: 44px; }
main { inline-size: 1920px; block-size: 1080px; padding: 80px 120px; display: flex; flex-direction: column; justify-content: space-between; }
h1 { font-size: 84px; margin: 0; color: #14508c; }
ol { margin: 0; padding-inline-start: 1.3em; }
li { margin-block-end: 0.45em; }
li::marker { font-weight: 700; color: #14508c; }
p { margin: 0; }
`,
};

export function toHtml({ title, layout, blocks }: KitDocument): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${COMMON}${LAYOUTS[layout]}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${blocks.map(block).join('\n')}
</main>
</body>
</html>
`;
}
