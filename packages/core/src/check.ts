/**
 * The transition table of one check of a Digital ID. A row holds an event, the next state, the clause that
 * requires the transition, and the result for the host if the check ends. Clause numbers are those of the
 * Regulation; an institution with another local act maps them in its configuration. "нет в Положении" marks a
 * transition without a clause.
 *
 * No state and no event contains the decoded text: it is passed from the source to the verifier only.
 */
import type { AttorneyState } from './attorney.js';
import type { DoneResult, Reason } from './outcomes.js';

export type CheckState =
  | 'idle' //              at rest: the page supplies the code
  | 'loading' //           at rest: the configuration is loading; paper is available
  | 'unusable' //          at rest: a Digital ID cannot be checked here; paper is available
  | 'choice' //            at rest: choice between Digital ID and paper
  | 'choice-paper-only' // at rest: the power of attorney has expired, so Goskan is not offered
  | 'capture' //           waiting for a code
  | 'verifying' //         waiting for a verifier's answer
  | 'face' //              a verifier confirmed; face check
  | 'confirmed'
  | 'goskan' //            the clerk checks with Goskan on their own phone
  | 'goskan-face' //       the clerk attested a success in Goskan; face check
  | 'attested'
  | 'not-confirmed'
  | 'goskan-not-confirmed'
  | 'failed' //            with a reason
  | 'face-differs'
  | 'goskan-face-differs'
  | 'paper'
  | 'paper-accepted'
  | 'paper-not-accepted';

export type CheckEvent =
  | 'scan' //          wait for a code
  | 'goskan' //        check with Goskan
  | 'paper' //         check a paper document instead
  | 'submit' //        a code was read; ask a verifier
  | 'answer-confirmed'
  | 'answer-not-confirmed'
  | 'answer-failed'
  | 'attest-confirmed' //     Goskan shows a success
  | 'attest-not-confirmed' // Goskan shows anything else
  | 'face-matches'
  | 'face-differs'
  | 'paper-accept'
  | 'paper-decline'
  | 'correct' //       the clerk corrects their own statement
  | 'next' //          next visitor
  | 'leave' //         the check is cancelled
  | 'expire' //        the countdown ended
  | 'hide'; //         the page was hidden

/** Value of an element's `state` attribute: the phase of a check, never its outcome. */
export type Phase = 'idle' | 'choice' | 'capture' | 'working' | 'face' | 'result' | 'paper' | 'unusable';

export const NOT_IN_REGULATION = 'нет в Положении';

/** One transition of the state whose list contains the row. */
type Row = readonly [
  event: CheckEvent,
  to: CheckState,
  clause: string,
  done?: Exclude<DoneResult, 'training'>,
];

const none = NOT_IN_REGULATION;

// biome-ignore format: one row a line keeps the table readable
export const TABLE: Readonly<Record<CheckState, readonly Row[]>> = {
  // At rest. As a target, `choice` stands for the resting state, which `restingState` computes.
  choice: [
    ['scan',                 'capture',              '3.1.3'],
    ['submit',               'verifying',            '3.1.3'],
    ['goskan',               'goskan',               '4.1'],
    ['paper',                'paper',                '3.2'],
  ],
  idle: [
    ['submit',               'verifying',            '3.1.3'],
    ['paper',                'paper',                '3.2'],
  ],
  'choice-paper-only': [
    ['paper',                'paper',                '3.2'],
  ],
  unusable: [
    ['paper',                'paper',                '3.2'],
  ],
  loading: [
    ['paper',                'paper',                '3.2'],
  ],

  // Gateway or training: a code is read, then a verifier is asked.
  capture: [
    ['submit',               'verifying',            '3.1.3'],
    ['paper',                'paper',                '5.3'],
    ['leave',                'choice',               none, 'cancelled'],
  ],
  verifying: [
    ['answer-confirmed',     'face',                 '2.1'],
    ['answer-not-confirmed', 'not-confirmed',        '4.4'],
    ['answer-failed',        'failed',               '4.4'],
    ['paper',                'paper',                '5.3'],
    ['leave',                'choice',               none, 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],
  face: [
    ['face-matches',         'confirmed',            '4.3'],
    ['face-differs',         'face-differs',         '4.4'],
    ['paper',                'paper',                '5.3'],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],

  // Goskan: no source is started and no text exists, so hiding the page does not cancel the check.
  goskan: [
    ['attest-confirmed',     'goskan-face',          '4.2.3'],
    ['attest-not-confirmed', 'goskan-not-confirmed', '4.4'],
    ['paper',                'paper',                '5.3'],
    ['leave',                'choice',               none, 'cancelled'],
  ],
  'goskan-face': [
    ['face-matches',         'attested',             '4.3'],
    ['face-differs',         'goskan-face-differs',  '4.4'],
    ['correct',              'goskan',               none],
    ['paper',                'paper',                '5.3'],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
  ],

  // Success: must be accepted (4.3). Until it is cleared, the clerk can correct only their own statement.
  confirmed: [
    ['next',                 'choice',               '4.3', 'accepted'],
    ['submit',               'verifying',            '4.3', 'accepted'],
    ['expire',               'choice',               '5.2', 'accepted'],
    ['hide',                 'choice',               '5.2', 'accepted'],
    ['correct',              'face',                 none],
  ],
  attested: [
    ['next',                 'choice',               '4.3', 'accepted'],
    ['expire',               'choice',               '5.2', 'accepted'],
    ['hide',                 'choice',               '5.2', 'accepted'],
    ['correct',              'goskan',               none],
  ],

  // No success: never an automatic refusal (4.4), but a new code or paper.
  'not-confirmed': [
    ['scan',                 'capture',              '4.4'],
    ['submit',               'verifying',            '4.4'],
    ['paper',                'paper',                '4.4'],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],
  failed: [
    ['scan',                 'capture',              '4.4'],
    ['submit',               'verifying',            '4.4'],
    ['paper',                'paper',                '4.4'],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],
  'face-differs': [
    ['scan',                 'capture',              '4.4'],
    ['submit',               'verifying',            '4.4'],
    ['paper',                'paper',                '4.4'],
    ['correct',              'face',                 none],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],
  'goskan-not-confirmed': [
    ['goskan',               'goskan',               '4.4'],
    ['paper',                'paper',                '4.4'],
    ['correct',              'goskan',               none],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],
  'goskan-face-differs': [
    ['goskan',               'goskan',               '4.4'],
    ['paper',                'paper',                '4.4'],
    ['correct',              'goskan-face',          none],
    ['leave',                'choice',               none, 'cancelled'],
    ['expire',               'choice',               '5.2', 'cancelled'],
    ['hide',                 'choice',               '5.2', 'cancelled'],
  ],

  // Paper, equal to the Digital ID (3.2).
  paper: [
    ['paper-accept',         'paper-accepted',       '3.2'],
    ['paper-decline',        'paper-not-accepted',   none],
    ['scan',                 'capture',              '3.2'],
    ['submit',               'verifying',            '3.2'],
    ['goskan',               'goskan',               '3.2'],
    ['leave',                'choice',               none, 'cancelled'],
  ],
  'paper-accepted': [
    ['next',                 'choice',               '3.2', 'accepted'],
    ['submit',               'verifying',            '3.2', 'accepted'],
    ['expire',               'choice',               '5.2', 'accepted'],
    ['hide',                 'choice',               '5.2', 'accepted'],
    ['correct',              'paper',                none],
  ],
  'paper-not-accepted': [
    ['next',                 'choice',               none, 'not-accepted'],
    ['submit',               'verifying',            none, 'not-accepted'],
    ['expire',               'choice',               '5.2', 'not-accepted'],
    ['hide',                 'choice',               '5.2', 'not-accepted'],
    ['correct',              'paper',                none],
  ],
};

export const PHASES: Readonly<Record<CheckState, Phase>> = {
  idle: 'idle',
  loading: 'idle',
  unusable: 'unusable',
  choice: 'choice',
  'choice-paper-only': 'choice',
  capture: 'capture',
  verifying: 'working',
  face: 'face',
  confirmed: 'result',
  goskan: 'working',
  'goskan-face': 'face',
  attested: 'result',
  'not-confirmed': 'result',
  'goskan-not-confirmed': 'result',
  failed: 'result',
  'face-differs': 'result',
  'goskan-face-differs': 'result',
  paper: 'paper',
  'paper-accepted': 'result',
  'paper-not-accepted': 'result',
};

/** States of a desk between two checks. */
export type RestState = Extract<CheckState, 'idle' | 'loading' | 'unusable' | 'choice' | 'choice-paper-only'>;

/** Whether no check is running. */
export function isAtRest(state: CheckState): state is RestState {
  const phase = PHASES[state];
  return phase === 'choice' || phase === 'idle' || phase === 'unusable';
}

/** Conditions that determine the resting state. */
export interface Readiness {
  /** Whether a Digital ID can be checked with the settings known so far. */
  readonly usable: boolean;
  /** Whether the configuration is still loading; it may make the desk usable. */
  readonly loading: boolean;
  /** The clerk's power of attorney, if Goskan is used. */
  readonly attorney?: AttorneyState | undefined;
}

/** The resting state of a desk. With an expired power of attorney only paper is offered (4.1.2). */
export function restingState({ usable, loading, attorney }: Readiness): RestState {
  if (!usable) return loading ? 'loading' : 'unusable';
  return attorney?.kind === 'ended' ? 'choice-paper-only' : 'choice';
}

export interface Step {
  readonly to: CheckState;
  readonly clause: string;
  /** The result in `cid-done`, if the check ends with this step. */
  readonly done?: Exclude<DoneResult, 'training'>;
}

/** The transition from `from` on `event`; `undefined` if the table has none. */
export function step(from: CheckState, event: CheckEvent): Step | undefined {
  const row = TABLE[from].find((candidate) => candidate[0] === event);
  return row && { to: row[1], clause: row[2], ...(row[3] && { done: row[3] }) };
}

/** The events that a state accepts, in the table's order. */
export function eventsOf(state: CheckState): CheckEvent[] {
  return TABLE[state].map((row) => row[0]);
}

/** Key of an outcome screen: a state of the table, or the reason of a failure. */
export type OutcomeKey =
  | 'confirmed'
  | 'attested'
  | 'paper-accepted'
  | 'paper-not-accepted'
  | 'not-confirmed'
  | 'goskan-not-confirmed'
  | Reason;

/** The outcome of a state; `undefined` if the state has none. */
export function outcomeOf(state: CheckState, reason?: Reason): OutcomeKey | undefined {
  if (PHASES[state] !== 'result') return undefined;
  if (state === 'failed') return reason ?? 'unavailable';
  return state === 'goskan-face-differs' ? 'face-differs' : (state as OutcomeKey);
}
