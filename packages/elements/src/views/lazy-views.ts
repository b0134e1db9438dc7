/** The views of a check by state. Views after the choice are loaded lazily. */

import { html, type TemplateResult } from 'lit';
import type { CheckSession } from '../flow/check-session.js';
import { LazyPart } from '../internal/lazy-part.js';
import { button, type View, type ViewContext, wayOut } from './view.js';

export const capture = new LazyPart(() => import('./capture.js'));
export const notices = new LazyPart(() => import('./notices.js'));
export const trainingLesson = new LazyPart(() => import('./training-lesson.js'));
const steps = new LazyPart<View>(() => import('./steps.js'));
const outcome = new LazyPart<View>(() => import('./outcome.js'));

/** Delay of the preload after a check began, so that it does not delay the first view. */
const PRELOAD_DELAY_MS = 2_000;
let isPreloading = false;

/** Preloads the later views of a check. */
export function preload(): void {
  if (isPreloading) return;
  isPreloading = true;
  setTimeout(() => {
    isPreloading = false;
    void steps.load();
    void outcome.load();
  }, PRELOAD_DELAY_MS);
}

/** The view of the current phase. */
function partOf({ phase }: CheckSession): LazyPart<View> | undefined {
  if (phase === 'result') return outcome;
  if (phase === 'capture') return capture;
  return phase === 'working' || phase === 'face' || phase === 'paper' ? steps : undefined;
}

/** All lazy parts that the current state shows. */
export function partsOf(session: CheckSession): LazyPart<{ readonly styles?: View['styles'] }>[] {
  const part = partOf(session);
  const { attorney } = session.settings;
  return [
    ...(part ? [part] : []),
    ...(part === outcome && session.training ? [trainingLesson] : []),
    ...(session.phase === 'unusable' || (attorney && attorney.kind !== 'good') ? [notices] : []),
  ];
}

/** The view of the state, or a substitute while it is loading or after it failed to load. Empty at rest. */
export function renderView(context: ViewContext): TemplateResult | '' {
  const part = partOf(context.session);
  if (!part) return '';
  return part.value?.render(context) ?? renderWaiting(context, part.failed);
}

/** Text of the live region for the state. */
export function announce(context: ViewContext): string {
  return partOf(context.session)?.value?.announce(context) ?? '';
}

function renderWaiting(context: ViewContext, failed: boolean): TemplateResult {
  const { session, t } = context;
  return html`<section class="screen" part="screen">
    ${failed ? html`<p class="notice">${t.unusable.notLoaded}</p>` : ''}
    ${
      // The clerk can accept a paper document without the list of documents.
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
