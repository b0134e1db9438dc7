/** What the screens are made of. */

import type { Clause, Config } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { Session } from '../session.js';
import type { Texts } from '../texts/texts.js';

export interface ScreenHost {
  readonly current: Session;
  readonly settings: Config;
  readonly texts: Texts;
  readonly language: string;
  /** Level of the headings. */
  readonly level: number;
}

/** The number of a clause in the institution's own act. */
export function clauseNumber(host: ScreenHost, clause: Clause): string {
  return host.settings.clauses[clause] ?? clause;
}

/** Paper, and leaving: at every moment, the same place, the same size. */
export function wayOut({ current, texts }: Pick<ScreenHost, 'current' | 'texts'>, from = 1): TemplateResult {
  return html`<div class="actions minor">
    ${button(from, 'wide', texts.check.paper, () => current.send('paper'))}
    ${button(from + 1, 'quiet', texts.check.leave, () => current.send('leave'))}
  </div>`;
}

/** A button with the digit that presses it. */
export function button(
  digit: number,
  kind: string,
  label: string,
  press: () => void,
  focus = false,
): TemplateResult {
  return html`<button
    type="button"
    class="button ${kind}"
    part="button ${kind}"
    data-key=${digit}
    aria-keyshortcuts=${digit}
    ?data-focus=${focus}
    @click=${press}
  ><span>${label}</span><kbd aria-hidden="true">${digit}</kbd></button>`;
}
