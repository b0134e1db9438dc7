/**
 * The information for visitors as a document tree, generated from the institution's configuration.
 * `<cid-info>` renders it, and `npm run site-page` prints it as plain HTML.
 */
import { type Benefit, type Branch, type Clause, type Config, REGULATION } from '@cid-elements/core';
import type { InfoTexts } from '../locales/registry.js';
import { drawings } from './drawings.js';
import { h, type Tree } from './tree.js';

export interface InfoSettings {
  readonly texts: InfoTexts;
  readonly config: Config;
  /** Overrides the configuration. */
  readonly benefits?: readonly Benefit[] | undefined;
  /** The institution's name. Overrides the configuration. */
  readonly institution?: string | undefined;
  /** URL of the published act (6.1). Overrides the configuration. */
  readonly regulation?: string | undefined;
  /** Level of the title, 1 to 4; sections are one level lower. Default 2. */
  readonly headingLevel?: number | undefined;
  /** Content of the troubleshooting section. Default: the text about paper, until the section is opened. */
  readonly help?: Tree;
}

type Line = Tree | string;

/** Marks quotations as Russian in a text of another language. */
const spoken = (text: string, lang: string): readonly Line[] =>
  lang === 'ru'
    ? [text]
    : text.split(/(«[^»]+»)/).map((part) => (part.startsWith('«') ? h('span', { lang: 'ru' }, part) : part));

const list = (items: readonly (Line | readonly Line[])[], name?: string): Tree =>
  h('ul', { class: name }, ...items.map((item) => h('li', {}, item)));

/** The URL, if it is http(s) or a path; undefined for other schemes such as `javascript:`. */
export function safeLink(address: string | undefined): string | undefined {
  const text = address?.trim();
  if (!text) return undefined;
  try {
    const { protocol } = new URL(text, 'https://here.invalid/');
    return protocol === 'https:' || protocol === 'http:' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** A link for a telephone number, an e-mail or a web address; any other text unchanged. */
function contact(text: string): Line {
  const plain = text.trim();
  const compact = plain.replace(/[\s()–-]/g, '');
  if (/^\+?\d{5,15}$/.test(compact)) return h('a', { href: `tel:${compact}` }, plain);
  if (/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(plain)) return h('a', { href: `mailto:${plain}` }, plain);
  if (/^https?:\/\/\S+$/.test(plain)) return h('a', { href: plain }, plain);
  return plain;
}

/** The document. Its root has the language and the classes of the style sheet. */
export function infoContent(settings: InfoSettings): Tree {
  const { texts: t, config } = settings;
  const benefits = settings.benefits?.length ? settings.benefits : config.benefits;
  const institution = settings.institution?.trim() || config.institution.name;
  const level = Math.min(Math.max(Math.trunc(settings.headingLevel ?? 2) || 2, 1), 4);
  const heading = (depth: number, ...text: readonly Line[]): Tree => h(`h${level + depth}`, {}, ...text);
  const clause = (...clauses: readonly Clause[]): readonly Line[] => [
    ' ',
    h(
      'span',
      { class: 'clause' },
      `(${t.clause(clauses.map((key) => config.clauses[key] ?? key).join(', '))})`,
    ),
  ];
  const section = (name: string, title: string, ...content: (Tree | undefined | '' | false)[]): Tree =>
    h('section', { class: name }, heading(1, title), ...content);

  const step = (drawing: Tree, title: string, ...content: Tree[]): Tree =>
    h('li', {}, drawing, h('div', {}, h('p', {}, h('b', {}, spoken(title, t.lang))), ...content));
  const note = (...text: readonly (Line | readonly Line[])[]): Tree =>
    h('p', { class: 'note' }, ...text.flat());

  return h(
    'section',
    { class: 'root info', part: 'info', lang: t.lang, dir: t.dir, 'aria-labelledby': 'cid-info-title' },
    h(
      'header',
      {},
      institution && h('p', { class: 'institution' }, institution),
      h(`h${level}`, { id: 'cid-info-title' }, t.title),
      h('p', { class: 'lead' }, t.lead),
    ),
    section(
      'what',
      t.what.title,
      h(
        'p',
        {},
        spoken(`${t.what.text} ${config.paperRequired.length ? '' : t.what.except}`.trim(), t.lang),
        clause('1.3'),
      ),
      config.paperRequired.length > 0 &&
        h(
          'div',
          {},
          h('p', {}, t.what.exceptList),
          list(config.paperRequired.map((entry) => [entry.case, entry.law ? ` (${entry.law})` : ''])),
        ),
    ),
    section(
      'confirms',
      t.what.confirms,
      list(
        benefits.map((benefit) => [
          h('b', {}, t.benefits[benefit]),
          t.notes[benefit] && `: ${t.notes[benefit]}`,
        ]),
      ),
    ),
    section('who', t.who.title, h('p', {}, t.who.can), h('p', {}, t.who.cannot)),
    section(
      'show',
      t.steps.title,
      h(
        'ol',
        { class: 'steps' },
        step(drawings.install, t.steps.install, note(t.steps.installNote)),
        step(drawings.open, t.steps.open, note(t.steps.openNote)),
        step(
          drawings.choose,
          t.steps.choose,
          list(
            benefits.map((benefit) => spoken(t.scenarios[benefit], t.lang)),
            'note',
          ),
        ),
        step(drawings.show, t.steps.show, note(t.steps.showNote), note(t.steps.showCode)),
      ),
      h('details', {}, h('summary', {}, t.trouble), settings.help ?? h('p', {}, t.paper.text)),
    ),
    section(
      'paper',
      t.paper.title,
      drawings.paper,
      h('p', {}, t.paper.text, clause('3.2', '5.3')),
      heading(2, t.paper.bring),
      list(
        benefits.map((benefit) => [
          h('b', {}, t.benefits[benefit]),
          `: ${(config.paper[benefit]?.map((paper) => paper.document) ?? t.documents[benefit]).map((name) => name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLocaleLowerCase(t.lang))).join(` ${t.or} `)}`,
        ]),
      ),
      note(t.paper.passport),
    ),
    section(
      'sees',
      t.sees.title,
      h(
        'div',
        { class: 'columns' },
        h('div', {}, heading(2, t.sees.yes), list(t.sees.yesList)),
        h('div', {}, heading(2, t.sees.no), list(t.sees.noList)),
      ),
      config.ways.includes('goskan') && note(spoken(t.sees.goskan, t.lang), clause('2.1', '4.1')),
      config.ways.includes('gateway') && config.gatewayAct !== undefined && note(t.sees.gateway),
    ),
    section(
      'rights',
      t.rights.title,
      h(
        'div',
        { class: 'columns' },
        h('div', {}, heading(2, t.rights.you, ...clause('5.3')), list(t.rights.youList)),
        h('div', {}, heading(2, t.rights.library, ...clause('5.1')), list(t.rights.libraryList)),
        h('div', {}, heading(2, t.rights.staff, ...clause('5.2')), list(t.rights.staffList)),
      ),
      h('p', {}, t.rights.confirmed, clause('4.3'), ' ', t.rights.notConfirmed, clause('4.4')),
    ),
    about(settings),
  );

  function about({ regulation }: InfoSettings): Tree {
    const { hours, branches, contact: questions } = config.institution;
    const { act } = config;
    const link = safeLink(regulation) ?? safeLink(act?.link);
    // Number and date of the default act belong to another institution, so only a configured act shows them.
    const title = act
      ? [act.title, t.about.dated(act.number ?? '', longDate(act.date))].filter(Boolean).join(' ')
      : REGULATION.title;
    const named = (label: string, ...value: Line[]): Tree => h('p', {}, h('b', {}, `${label}: `), ...value);
    return section(
      'about',
      t.about.title,
      hours && named(t.about.hours, hours),
      questions && named(t.about.contact, contact(questions)),
      named(t.about.act, link ? h('a', { href: link }, title) : title),
      branches?.length ? heading(2, t.about.branches) : '',
      branches?.length ? list(branches.map(branchLine), 'branches') : '',
    );
  }

  function branchLine(branch: Branch): readonly Line[] {
    return [
      h('b', {}, branch.name),
      branch.address ? `: ${branch.address}` : '',
      branch.hours ? `; ${branch.hours}` : '',
      ...(branch.phone ? ['; ', contact(branch.phone)] : []),
    ];
  }

  function longDate(date: string | undefined): string {
    if (!date) return '';
    return new Intl.DateTimeFormat(t.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  }
}
