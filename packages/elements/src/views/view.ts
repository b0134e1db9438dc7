/**
 * Shared parts of the views. A view renders one state and sends events. It contains no rules and loads
 * nothing.
 */
import type { Benefit, Clause, Config } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { CheckSession } from '../flow/check-session.js';
import type { CommonTexts } from '../internal/cid-element.js';
import type { Sheet } from '../internal/css.js';
import type { Texts } from '../locales/registry.js';
import type * as notices from './notices.js';
import type * as trainingLesson from './training-lesson.js';

/** The input of a view. */
export interface ViewContext {
  readonly session: CheckSession;
  readonly config: Config;
  /** The texts that every element needs. */
  readonly t: CommonTexts;
  /** The texts of a part in the element's language; the view imports the Russian ones. */
  texts<K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K>;
  /** Level of the view's heading. */
  readonly level: number;
  /** Parts that are shown inside other views, once they are loaded. */
  readonly notices?: typeof notices | undefined;
  readonly trainingLesson?: typeof trainingLesson | undefined;
}

export interface View {
  readonly styles?: Sheet;
  render(context: ViewContext): TemplateResult;
  /** Text of the live region, never more than the screen shows. */
  announce(context: ViewContext): string;
}

/** The number of a clause in the institution's own act. */
export const clauseNumber = ({ config }: ViewContext, clause: Clause): string =>
  config.clauses[clause] ?? clause;

export interface ButtonOptions {
  /** Class and part beside `button`. */
  readonly kind?: string;
  /** The key that is shown on the button: a digit, `Esc`, or a function key. */
  readonly key: string | number;
  /** Whether this button is focused when the screen appears. */
  readonly focus?: boolean;
}

/** A button with its keyboard shortcut. */
export function button(
  label: string,
  press: () => void,
  { kind = '', key, focus = false }: ButtonOptions,
): TemplateResult {
  const shortcut = key === 'Esc' ? 'Escape' : key;
  return html`<button
    type="button"
    class="button ${kind}"
    part="button ${kind}"
    data-key=${key}
    aria-keyshortcuts=${shortcut}
    ?data-focus=${focus}
    @click=${press}
  ><span>${label}</span><kbd aria-hidden="true">${key}</kbd></button>`;
}

/** The button to the paper document, available at every step in the same size (3.2). */
export const paperButton = ({ session, t }: ViewContext, key: string | number): TemplateResult =>
  button(t.check.paper, () => session.send('paper'), { kind: 'wide', key });

/** The button that cancels the check, as Escape does. */
export const leaveButton = ({ session, t }: ViewContext): TemplateResult =>
  button(t.check.leave, () => session.send('leave'), { kind: 'quiet', key: 'Esc' });

/** The buttons to paper and to cancel. */
export const wayOut = (context: ViewContext, paperKey: string | number = 1): TemplateResult =>
  html`<div class="actions minor">${paperButton(context, paperKey)} ${leaveButton(context)}</div>`;

/** Radio buttons of the benefits that can be proven. */
export function benefitChoice(
  { session, t }: ViewContext,
  offered: readonly Benefit[],
  chosen: Benefit | undefined,
): TemplateResult {
  return html`<fieldset class="benefits">
    <legend>${t.check.which}</legend>
    ${offered.map(
      (benefit) => html`<label class="benefit">
        <input
          type="radio"
          name="benefit"
          .checked=${benefit === chosen}
          @change=${() => {
            session.benefit = benefit;
          }}
        /><span>${t.benefit[benefit]}</span></label>`,
    )}
  </fieldset>`;
}
