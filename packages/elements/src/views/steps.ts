/** The steps of a check before its outcome, with their texts. Loaded when a check begins. */
import type { TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { faceView } from './face.js';
import { goskanView } from './goskan.js';
import { paperView } from './paper.js';
import { stepStyles } from './steps.styles.js';
import { verifyingView } from './verifying.js';
import type { ViewContext } from './view.js';

export const styles = stepStyles;

export function render(context: ViewContext): TemplateResult {
  const { phase, state } = context.session;
  if (phase === 'face') return faceView(context);
  if (phase === 'paper') return paperView(context);
  return state === 'goskan' ? goskanView(context) : verifyingView(context);
}

export function announce({ session: { phase, state }, texts }: ViewContext): string {
  const { face, verifying } = texts(steps);
  // The focused heading is already read by a screen reader.
  if (phase === 'face') return face.ask;
  return state === 'verifying' ? verifying.title : '';
}
