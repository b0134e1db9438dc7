/** The screens of a check, by the state of the table. A screen only shows and sends events: it holds no rule. */
import { html, type TemplateResult } from 'lit';
import { button, type ScreenHost, wayOut } from './parts.js';
import { attorneyNotice } from './rest.js';

type Later = typeof import('./later.js');

let later: Later | undefined;
let failed = false;

/**
 * Loads the screens that a check needs after its beginning. Never rejects: what could not be loaded is said on screen,
 * and asked for again by the next check.
 */
export async function loadLater(): Promise<void> {
  try {
    later ??= await import('./later.js');
    failed = false;
  } catch {
    failed = true;
  }
}

export function screenFor(host: ScreenHost): TemplateResult {
  switch (host.current.state) {
    case 'choice-paper-only':
      return paperOnlyScreen(host);
    case 'choice':
    case 'unusable':
    case 'capture':
      return html``;
    default:
      return later ? later.laterScreen(host) : waitingScreen(host);
  }
}

/** Puts the later screens' looks on a root that shows them. */
export function dressLater(root: ShadowRoot): void {
  const sheet = later?.screenStyles.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** What the live region says of a state, for those who do not look: never more than the screen shows. */
export function announcement(host: ScreenHost): string {
  return later?.announcement(host) ?? '';
}

function waitingScreen(host: ScreenHost): TemplateResult {
  const { current, texts } = host;
  return html`<section class="screen" part="screen">
    ${failed ? html`<p class="notice">${texts.unusable.broken}</p>` : html`<span class="spinner"></span>`}
    ${
      // Paper needs nothing from us: the clerk can do without the list of documents.
      failed && current.state === 'paper'
        ? html`<div class="actions">${button(1, 'primary', texts.check.paper, () => current.send('paper-accept'))}</div>`
        : current.can('paper') && current.can('leave')
          ? wayOut(host)
          : ''
    }
  </section>`;
}

/** Goskan may not be used today (4.1.2): said before a visitor waits. */
function paperOnlyScreen({ current, texts }: ScreenHost): TemplateResult {
  return html`<section class="screen" part="screen">
    ${attorneyNotice(current.settings.attorney, texts)}
    <div class="actions">${button(1, 'primary', texts.check.paper, () => current.send('paper'), true)}</div>
  </section>`;
}
