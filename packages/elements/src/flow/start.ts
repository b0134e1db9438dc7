/** Where an element starts, and all that follows from it for its session. */
import { type Readiness, type RestState, restingState } from '@cid-elements/core';

/** At the choice of way, with a code that the page hands over, with Goskan, or with paper. */
export type Start = 'choice' | 'code' | 'goskan' | 'paper';

export interface StartRules {
  /** The step that the element takes by itself as soon as the benefit is known. */
  readonly firstStep?: 'goskan' | 'paper';
  /** The clerk chooses among the offered benefits, the first is preselected; otherwise the attribute `benefit` names one. */
  readonly isBenefitChosen?: boolean;
  /** The state between two checks. */
  resting(readiness: Readiness): RestState;
}

export const START_RULES: Readonly<Record<Start, StartRules>> = {
  choice: { isBenefitChosen: true, resting: restingState },
  code: { resting: () => 'idle' },
  goskan: {
    firstStep: 'goskan',
    // Goskan's steps begin by themselves: not before the configuration says whether they may.
    resting: ({ usable, loading, attorney }) =>
      restingState({ usable: usable && !loading, loading, attorney }),
  },
  // Paper is possible everywhere.
  paper: { firstStep: 'paper', resting: () => 'choice' },
};
