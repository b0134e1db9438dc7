/** The views of a check by its state. What is shown later than the choice is loaded later. */

import { html, type TemplateResult } from 'lit';
import type { CheckSession } from '../flow/check-session.js';
import { LazyPart } from '../internal/lazy-part.js';
import { button, type View, type ViewContext, wayOut } from './view.js';

export const capture = new LazyPart(() => import('./capture.js'));
export const notices = new LazyPart(() => import('./notices.js'));
export const trainingLesson = new LazyPart(() => import('./training-lesson.js'));
const steps = new LazyPart<View>(() => import('./steps.js'));
const outcome = new LazyPart<View>(() => import('./outcome.js'));

/** The later views of a check are loaded this long after it began, so that they do not delay the first one. */
const PRELOAD_DELAY_MS = 2_000;
let isPreloading = false;

/** Loads the later views of a check that has begun. */
export function preload(): void {
  if (isPreloading) return;
  isPreloading = true;
  setTimeout(() => {
    isPreloading = false;
    void steps.load();
    void outcome.load();
  }, PRELOAD_DELAY_MS);
}

/** The part that shows the state. */
function partOf({ phase }: CheckSession): LazyPart<View> | undefined {
  if (phase === 'result') return outcome;
  if (phase === 'capture') return capture;
  return phase === 'working' || phase === 'face' || phase === 'paper' ? steps : undefined;
}

/** The parts that show what there is to show now. */
export function partsOf(session: CheckSession): LazyPart<{ readonly styles?: View['styles'] }>[] {
  const part = partOf(session);
  const { attorney } = session.settings;
  return [
    ...(part ? [part] : []),
    ...(part === outcome && session.training ? [trainingLesson] : []),
    ...(session.phase === 'unusable' || (attorney && attorney.kind !== 'good') ? [notices] : []),
  ];
}

/** The view of the state, or a substitute while it is loading or cannot be loaded. Empty at rest. */
export function renderView(context: ViewContext): TemplateResult | '' {
  const part = partOf(context.session);
  if (!part) return '';
  return part.value?.render(context) ?? renderWaiting(context, part.failed);
}

/** What the live region says of the state. */
export function announce(context: ViewContext): string {
  return partOf(context.session)?.value?.announce(context) ?? '';
}

function renderWaiting(context: ViewContext, failed: boolean): TemplateResult {
  const { session, t } = context;
  return html`<section class="screen" part="screen">
    ${failed ? html`<p class="notice">${t.unusable.notLoaded}</p>` : ''}
    ${
      // The clerk can check a paper document without our list.
      failed && session.state === 'paper'
        ? button(t.check.paper, () => session.send('paper-accept'), { kind: 'primary', key: 1 })
        : session.can('paper') && session.can('leave')
          ? wayOut(context)
          : failed && session.can('next')
            ? button(t.check.next, () => session.send('next'), { kind: 'primary', key: 1 })
            : ''
    }
  </section>`;
}
