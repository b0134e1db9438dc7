// The pages of the manual as HTML. Their CSP forbids inline scripts and styles.
import { escapeHtml, inline } from './markdown.mjs';
import { RUSSIAN } from './russian.mjs';
import { STATES } from './states/index.js';
import { CHOICES, EXAMPLES, READERS, WORDS } from './words.mjs';

/** @typedef {import('./elements.mjs').Element} Element */
/** @typedef {import('./elements.mjs').Entry} Entry */
/** @typedef {'ru' | 'en'} Lang */
/** @typedef {{ name: string, title: string }} Guide */

/** @param {string} text @param {Lang} lang @returns {string} */
export function described(text, lang) {
  if (lang === 'en') return inline(text);
  const russian = RUSSIAN[text];
  return russian
    ? inline(russian.replace(/(пп?\.) /g, '$1\u00a0'))
    : `<span lang="en">${inline(text)}</span>`;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {Lang} lang
 * @param {string} body
 * @param {string} [head]
 */
export function page(name, title, lang, body, head = '') {
  const words = WORDS[lang];
  const here = name === 'index' ? ' aria-current="page"' : '';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name === 'index' ? title : `${title} – ${words.title}`)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../style.css">
<link rel="stylesheet" href="../manual.css">
${head}</head>
<body>
<a class="skip" href="#text">${words.skip}</a>
<header class="bar">
<b>cid-elements</b>
<nav class="bar-links" aria-label="${words.home}">
<a href="index.html"${here}>${words.home}</a>
<a href="../${words.otherLang}/${name}.html" lang="${words.otherLang}" hreflang="${words.otherLang}">${words.other}</a>
<a href="../../">${words.start}</a>
</nav>
</header>
<main id="text" class="manual" tabindex="-1">
${body}
</main>
</body>
</html>
`;
}

/** @param {readonly Element[]} elements @param {readonly Guide[]} guides @param {Lang} lang */
export function startPage(elements, guides, lang) {
  const words = WORDS[lang];
  /** @param {string} name */
  const link = (name) => {
    const guide = guides.find((one) => one.name === name);
    return `<li><a href="${name}.html">${guide ? inline(guide.title) : `<code>&lt;${name}&gt;</code>`}</a></li>`;
  };
  const readers = READERS.map(
    (reader) =>
      `<section class="card"><h3>${reader[lang]}</h3><ul>${reader.read.map(link).join('')}</ul></section>`,
  );
  const rows = elements.map(
    ({ tag, text }) =>
      `<li><a href="${tag}.html"><code>&lt;${tag}&gt;</code></a> <span>${described(text, lang)}</span></li>`,
  );
  return page(
    'index',
    words.title,
    lang,
    `<h1>${words.title}</h1>
<p>${words.lead}</p>
<h2>${words.iam}</h2>
<div class="readers">${readers.join('\n')}</div>
<h2>${words.elements}</h2>
<ul class="rows">${rows.join('\n')}</ul>
<h2>${words.guides}</h2>
<ul class="columns">${guides.map(({ name }) => link(name)).join('\n')}</ul>`,
  );
}

/**
 * @param {Entry[]} entries
 * @param {Lang} lang
 * @param {string} label
 * @param {string} before text before each name
 */
function table(entries, lang, label, before) {
  const words = WORDS[lang];
  if (entries.length === 0) return `<p class="quiet">${words.none}</p>`;
  const types = entries.some(({ type }) => type);
  const kind = before === 'events-' ? '<code>detail</code>' : before === 'methods-' ? words.call : words.type;
  const presets = entries.some((entry) => entry.default);
  /** @param {string | undefined} code @param {string} label */
  const cell = (code, label) =>
    code
      ? `<td data-label="${label.replace(/<[^>]+>/g, '')}"><code>${escapeHtml(code)}</code></td>`
      : '<td></td>';
  const head = [words.name, ...(types ? [kind] : []), ...(presets ? [words.preset] : []), words.meaning];
  const rows = entries.map(
    (entry) =>
      `<tr id="${before}${entry.name}"><th scope="row"><code>${escapeHtml(entry.name)}</code></th>${types ? cell(entry.type, kind) : ''}${presets ? cell(entry.default, words.preset) : ''}<td>${described(entry.text, lang)}</td></tr>`,
  );
  return `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><table>
<thead><tr>${head.map((word) => `<th scope="col">${word}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** @param {Entry} attribute @param {string} value @param {Lang} lang */
function control({ name, type }, value, lang) {
  const words = WORDS[lang];
  const label = `<code>${name}</code>`;
  if (type === 'boolean')
    return `<label class="check"><input type="checkbox" data-attribute="${name}"> ${label}</label>`;
  const choices = CHOICES[name];
  if (!choices)
    return `<label>${label}<input type="text" autocomplete="off" data-attribute="${name}" value="${escapeHtml(value)}"></label>`;
  const options = choices.map((one) => `<option${one === value ? ' selected' : ''}>${one}</option>`);
  return `<label>${label}<select data-attribute="${name}"><option value="">${words.unset}</option>${options.join('')}</select></label>`;
}

/** @param {Element} element @param {Lang} lang */
function example(element, lang) {
  const words = WORDS[lang];
  const { tag } = element;
  const { attributes, calls } = EXAMPLES[tag] ?? { attributes: {}, calls: [] };
  const has = (/** @type {string} */ name) => element.attributes.some((one) => one.name === name);
  const own = { ...attributes, lang, ...(has('heading-level') && { 'heading-level': '3' }) };
  const written = Object.entries(own).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const controls = element.attributes
    .filter(({ name }) => name !== 'state')
    .sort((a, b) => Number(a.type === 'boolean') - Number(b.type === 'boolean'))
    .map((attribute) => control(attribute, own[attribute.name] ?? '', lang));
  const buttons = calls.map(({ name, text }) => {
    const written = text ? `${name}('${text}')` : `${name}()`;
    return `<button type="button" class="button" data-call="${name}"${text ? ` data-text="${text}"` : ''}>${words.call} <code>${written}</code></button>`;
  });
  const options = (STATES[tag] ?? []).map(({ name }) => `<option>${name}</option>`);
  return `<h2 id="try">${words.example}</h2>
<p>${words.exampleLead}${tag === 'cid-result' ? ` ${inline(words.waits)}` : ''}</p>
<noscript><p>${words.noscript}</p></noscript>
<div class="shown"><label>${words.shown}
<select id="shown" autocomplete="off"><option value="">${words.atFirst}</option>${options.join('')}</select></label>
<p id="about" role="status"></p></div>
<div class="card example">
<${tag} id="example"${written.join('')} data-events="${element.events.map(({ name }) => name).join(' ')}"></${tag}>
</div>
<p>${inline(words.state)} <code id="state"></code></p>
<p id="events-label">${inline(words.events)}</p>
<div id="fired" class="fired" role="log" tabindex="0" aria-labelledby="events-label"><p>${words.noEvents}</p></div>
${buttons.length ? `<p class="buttons">${buttons.join('\n')}</p>` : ''}
<h3>${words.set}</h3>
<form class="card controls" aria-label="${words.set}">
${controls.join('\n')}
</form>
<h3>${words.markup}</h3>
<pre tabindex="0"><code id="markup"></code></pre>`;
}

/**
 * All states with links that show them, and the values of the attribute.
 * @param {string} tag
 * @param {Lang} lang
 */
function stateLists(tag, lang) {
  const words = WORDS[lang];
  const states = STATES[tag] ?? [];
  const rows = states.map(
    (one) =>
      `<tr id="state-${one.name}"><th scope="row"><a href="#state-${one.name}">${one.name}</a></th><td data-label="state"><code>${one.phase}</code></td><td>${inline(one[lang])}</td></tr>`,
  );
  const phases = Object.entries(words.states)
    .filter(([phase]) => states.some((one) => one.phase === phase))
    .map(([phase, text]) => `<li><code>${phase}</code> – ${text}</li>`);
  return `<h2 id="states">${words.lists.states}</h2>
<p>${words.statesLead}</p>
<div class="wide" tabindex="0" role="group" aria-label="${words.lists.states}"><table>
<thead><tr>${[words.shownState, '<code>state</code>', words.meaning].map((word) => `<th scope="col">${word}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
<p>${inline(words.phasesLead.replace('cid-check[state]', `${tag}[state="${states.at(-1)?.phase}"]`))}</p>
<ul>${phases.join('\n')}</ul>`;
}

/** @param {Element} element @param {Lang} lang */
export function elementPage(element, lang) {
  const words = WORDS[lang];
  const kinds = /** @type {const} */ ([
    'attributes',
    'properties',
    'methods',
    'events',
    'slots',
    'parts',
    'styles',
  ]);
  const lists = kinds.map(
    (kind) =>
      `<h2 id="${kind}">${inline(words.lists[kind])}</h2>\n${table(element[kind], lang, words.lists[kind].replaceAll('`', ''), `${kind}-`)}`,
  );
  return page(
    element.tag,
    `<${element.tag}>`,
    lang,
    `<h1><code>&lt;${element.tag}&gt;</code></h1>
<p>${described(element.text, lang)}</p>
${example(element, lang)}
${stateLists(element.tag, lang)}
${lists.join('\n')}`,
    '<script type="module" src="../../dist/cid-elements.js"></script>\n<script type="module" src="../manual.js"></script>\n',
  );
}
