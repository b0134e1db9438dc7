import { html } from 'lit';
import { restNotice } from '../views/choice.js';
import { choiceStyles } from '../views/choice.styles.js';
import { benefitChoice, button } from '../views/view.js';
import { CheckElement } from './check-element.js';

/**
 * An element for one way, Goskan or paper. It begins the check itself: at once if the page names the benefit,
 * otherwise when the clerk has chosen one.
 */
export abstract class BenefitElement extends CheckElement {
  /** @internal */
  static override readonly sheets = [...CheckElement.sheets, choiceStyles];

  static override properties = {
    ...CheckElement.properties,
    benefit: {},
  };

  /**
   * The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`. Without it
   * the clerk is asked.
   */
  declare benefit: string | undefined;

  protected override content(): unknown {
    const { check } = this;
    const { session, unusableReason } = check;
    if (!check.isAtRest) return super.content();
    const context = this.context();
    const { state } = session;
    return html`<section class="screen" part="screen">
      ${restNotice(context, unusableReason)}
      ${state === 'choice' ? benefitChoice(context, check.offered, undefined) : ''}
      ${
        state === 'choice-paper-only' || state === 'unusable' || state === 'loading'
          ? html`<div class="actions">${button(this.t.check.paper, () => session.send('paper'), { kind: 'primary', key: 1, focus: true })}</div>`
          : ''
      }
    </section>`;
  }
}
