/** Every Russian text of the elements that check, in one object: what a translation starts from. */
import { ru } from './ru.js';
import { ruCapture } from './ru-capture.js';
import { ruNotices } from './ru-notices.js';
import { ruOutcome } from './ru-outcome.js';
import { ruPanel } from './ru-panel.js';
import { ruPractice } from './ru-practice.js';
import { ruSteps } from './ru-steps.js';
import type { Texts } from './texts.js';

export const russian: Texts = {
  ...ru,
  ...ruCapture,
  ...ruNotices,
  ...ruSteps,
  ...ruOutcome,
  ...ruPractice,
  ...ruPanel,
};
