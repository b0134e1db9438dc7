/** All English texts of the elements that check, in one object. */
import type { Texts } from '../registry.js';
import { capture } from './capture.js';
import { common } from './common.js';
import { notices } from './notices.js';
import { outcome } from './outcome.js';
import { sources } from './sources.js';
import { steps } from './steps.js';
import { trainingLesson } from './training-lesson.js';

export const en: Texts = {
  ...common,
  ...capture,
  ...notices,
  ...outcome,
  ...sources,
  ...trainingLesson,
  ...steps,
};
