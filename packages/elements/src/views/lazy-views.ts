/** The screens of a check, by the state of the table. A screen only shows and sends events: it holds no rule. */
import type { OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { CidScanner } from '../scanner/cid-scanner.js';
import { button, type ScreenHost, wayOut } from './parts.js';

/** What is shown later than the choice comes later. */
const LOAD = {
  capture: () => import('../scanner/capture.js'),
  panel: () => import('../scanner/panel.js'),
  notices: () => import('./notices.js'),
  steps: () => import('./steps.js'),
  outcome: () => import('./outcome.js'),
  practice: () => import('./practice.js'),
};
export type PartName = keyof typeof LOAD;
type Parts = { [Name in PartName]?: Awaited<ReturnType<(typeof LOAD)[Name]>> };

const here: Parts = {};
let failed = false;

/** How long after its beginning a check has all its screens brought, ms: first what is wanted at once. */
const AHEAD_MS = 2_000;
let ahead = false;

/**
 * Loads parts of what is shown. Never rejects: what could not be loaded is said on screen, and asked for again by the
 * next state.
 */
export async function loadParts(names: readonly PartName[]): Promise<void> {
  const loads = names.map(async (name) => {
    here[name] ??= (await LOAD[name]()) as never;
  });
  failed = (await Promise.allSettled(loads)).some(({ status }) => status === 'rejected');
}

/** Brings what a check that has begun will show, before it is wanted. */
export function loadAhead(): void {
  if (ahead) return;
  ahead = true;
  setTimeout(() => {
    ahead = false;
    void loadParts(['steps', 'outcome']);
  }, AHEAD_MS);
}

/** The part that shows the state. */
function screenPart({ current: { phase } }: ScreenHost): 'steps' | 'outcome' | undefined {
  if (phase === 'result') return 'outcome';
  return phase === 'working' || phase === 'face' || phase === 'paper' ? 'steps' : undefined;
}

/** The parts that show what there is to show now. */
export function partsFor(host: ScreenHost): PartName[] {
  const { current } = host;
  const part = screenPart(host);
  return [
    ...(part ? [part] : []),
    ...(current.phase === 'capture' ? ['capture' as const] : []),
    ...(part === 'outcome' && current.training ? ['practice' as const] : []),
    ...(current.phase === 'unusable' || (current.settings.attorney ?? { kind: 'good' }).kind !== 'good'
      ? ['notices' as const]
      : []),
  ];
}

/** The sources of a scanner beside the wedge. */
export async function loadPanel() {
  await loadParts(['panel']);
  return here.panel?.Panel;
}

/** What a scanner shows. */
export function captureView(scanner: CidScanner): TemplateResult {
  if (here.capture) return here.capture.captureView(scanner);
  return failed ? html`<p class="root notice">${scanner.texts.unusable.broken}</p>` : html``;
}

/** What stands before and after the scanner of a check. */
export function aroundScanner(host: ScreenHost, keyPaper: string): { before: unknown; after: unknown } {
  const { capture } = here;
  if (!capture) return { before: '', after: waitingScreen(host) };
  return { before: capture.captureTitle(host), after: capture.besideScanner(host, keyPaper) };
}

/** Puts the looks of the parts that are here on a root that shows them. */
export function dress(root: ShadowRoot): void {
  const sheets = new Set(root.adoptedStyleSheets);
  for (const { styles } of Object.values(here as Record<PartName, { styles: CSSStyleSheet }>))
    sheets.add(styles);
  if (sheets.size > root.adoptedStyleSheets.length) root.adoptedStyleSheets = [...sheets];
}

export function screenFor(host: ScreenHost): TemplateResult {
  const { current, texts } = host;
  const part = screenPart(host);
  if (part) return here[part]?.screen(host) ?? waitingScreen(host);
  if (current.state !== 'choice-paper-only') return html``;
  // Goskan may not be used today (4.1.2): said before a visitor waits.
  return html`<section class="screen" part="screen">
    ${attorneyNotice(host)}
    <div class="actions">${button(1, 'primary', texts.check.paper, () => current.send('paper'), true)}</div>
  </section>`;
}

/** What the live region says of a state, for those who do not look: never more than the screen shows. */
export function announcement(host: ScreenHost): string {
  const part = screenPart(host);
  return (part && here[part]?.announcement(host)) ?? '';
}

/** What the clerk is told of their power of attorney (4.1.2). Nothing while all is well. */
export function attorneyNotice({ current, texts }: ScreenHost): TemplateResult | '' {
  return here.notices?.attorneyNotice(current.settings.attorney, texts) ?? '';
}

/** In training, what there was to learn. */
export function lesson({ texts }: ScreenHost, outcome: OutcomeKey): TemplateResult | '' {
  return here.practice?.lesson(texts, outcome) ?? '';
}

/** The digital road is closed here; the paper road is open. */
export function closedNotice(
  { texts }: ScreenHost,
  why: keyof ScreenHost['texts']['closed'],
): TemplateResult {
  return html`<div class="notice">
    <p><b>${texts.unusable.title}</b></p>
    <p>${here.notices ? texts.closed[why] : ''} ${texts.unusable.paper}</p>
  </div>`;
}

/** Which keys there are. */
export function keysHelp(
  { texts }: ScreenHost,
  keys: { readonly check: string; readonly paper: string },
  close: () => void,
): TemplateResult | '' {
  return here.notices?.keysHelp(texts, keys, close) ?? '';
}

function waitingScreen(host: ScreenHost): TemplateResult {
  const { current, texts } = host;
  const { paper, next } = texts.check;
  return html`<section class="screen" part="screen">
    ${failed ? html`<p class="notice">${texts.unusable.broken}</p>` : ''}
    ${
      // Paper needs nothing from us: the clerk can do without the list of documents.
      failed && current.state === 'paper'
        ? html`<div class="actions">${button(1, 'primary', paper, () => current.send('paper-accept'))}</div>`
        : current.can('paper') && current.can('leave')
          ? wayOut(host)
          : failed && current.can('next')
            ? html`<div class="actions">${button(1, 'primary', next, () => current.send('next'))}</div>`
            : ''
    }
  </section>`;
}
