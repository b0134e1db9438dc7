/** The starting points of the elements, and the rules that follow for their session. */
import { type Readiness, type RestState, restingState } from '@cid-elements/core';

/** Choice of way, a code supplied by the page, Goskan, or paper. */
export type EntryPoint = 'choice' | 'code' | 'goskan' | 'paper';

export interface StartRules {
  /** The step that the element takes automatically once the benefit is known. */
  readonly firstStep?: 'goskan' | 'paper';
  /**
   * The clerk chooses among the offered benefits, with the first preselected. Otherwise `benefit` sets it.
   */
  readonly isBenefitChosen?: boolean;
  /** The state between two checks. */
  resting(readiness: Readiness): RestState;
}

export const START_RULES: Readonly<Record<EntryPoint, StartRules>> = {
  choice: { isBenefitChosen: true, resting: restingState },
  code: { resting: () => 'idle' },
  goskan: {
    firstStep: 'goskan',
    // The steps of Goskan begin automatically, so wait for the configuration, which may forbid them.
    resting: ({ usable, loading, attorney }) =>
      restingState({ usable: usable && !loading, loading, attorney }),
  },
  // Paper is always available.
  paper: { firstStep: 'paper', resting: () => 'choice' },
};
