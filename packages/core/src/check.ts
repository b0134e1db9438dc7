/**
 * One check of a Digital ID, as one table. A row reads: in the state above it, at this event, go there; because of this
 * clause; tell the host this. Clause numbers are those of the Regulation; an institution with another local act maps them
 * in its configuration. "нет в Положении" marks a row about which the Regulation is silent.
 *
 * The decoded text is in no state and no event: it goes from the scanner to the verifier and nowhere else.
 */
import type { AttorneyState } from './attorney.js';
import type { DoneResult, Reason } from './outcomes.js';

export type CheckState =
  | 'idle' //              at rest: a code is handed over by the page
  | 'loading' //           at rest: whether a Digital ID can be checked here is not known yet; paper can
  | 'unusable' //          at rest: a Digital ID cannot be checked here, and the screen says why; paper can
  | 'choice' //            at rest: Digital ID or paper, equal
  | 'choice-paper-only' // at rest: the power of attorney has ended, so Goskan is not offered
  | 'capture' //           waiting for a code
  | 'verifying' //         a verifier was asked
  | 'face' //              a verifier confirmed; the face is compared
  | 'confirmed'
  | 'goskan' //            the clerk's own phone checks
  | 'goskan-face' //       the clerk attests a success in Goskan; the face is compared
  | 'attested'
  | 'not-confirmed'
  | 'goskan-not-confirmed'
  | 'failed' //            with a named reason
  | 'face-differs'
  | 'goskan-face-differs'
  | 'paper'
  | 'paper-accepted'
  | 'paper-not-accepted';

export type CheckEvent =
  | 'scan' //          wait for a code
  | 'goskan' //        check with Goskan
  | 'paper' //         the paper document instead, at any moment
  | 'submit' //        a code was read, and a verifier is asked
  | 'answer-confirmed'
  | 'answer-not-confirmed'
  | 'answer-failed'
  | 'attest-confirmed' //     the clerk read a success in Goskan
  | 'attest-not-confirmed' // the clerk read anything else
  | 'face-matches'
  | 'face-differs'
  | 'paper-accept'
  | 'paper-decline'
  | 'correct' //       the clerk corrects what they attested themselves
  | 'next' //          done with this visitor
  | 'leave' //         put off, or left
  | 'expire' //        the countdown ended
  | 'hide'; //         the page was hidden

/** What an element tells of itself in its `state` attribute: the phase, never an outcome. */
export type Phase = 'idle' | 'choice' | 'capture' | 'working' | 'face' | 'result' | 'paper' | 'unusable';

export const NOT_IN_REGULATION = 'нет в Положении';

/** In the state that a row stands under, at this event, go there; because of this clause; tell the host this. */
type Row = readonly [
  event: CheckEvent,
  to: CheckState,
  clause: string,
  done?: Exclude<DoneResult, 'training'>,
];

const none = NOT_IN_REGULATION;

// biome-ignore format: one row a line is what makes the table readable
export const TABLE: Readonly<Record<CheckState, readonly Row[]>> = {
  // At rest. As a target, `choice` means "back to rest": which state that is, `restingState` says.
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

  // gateway or training: a code is read, then a verifier is asked
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

  // Goskan: no source of ours starts, no text exists; an unfinished step survives the page being hidden
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

  // success: accepted, no way to refuse; only the clerk's own word can be corrected, until it clears
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

  // anything else: never a refusal by itself; a new code, later, or paper
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

  // paper: an equal way
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

/** The states a desk can rest in between two checks. */
export type RestState = Extract<CheckState, 'idle' | 'loading' | 'unusable' | 'choice' | 'choice-paper-only'>;

/** Whether no check is under way. */
export function isAtRest(state: CheckState): state is RestState {
  const phase = PHASES[state];
  return phase === 'choice' || phase === 'idle' || phase === 'unusable';
}

/** What decides where a desk rests. */
export interface Readiness {
  /** Whether a Digital ID can be checked with what is known of the desk. */
  readonly usable: boolean;
  /** Whether the configuration is still on its way: it may make the desk usable. */
  readonly loading: boolean;
  /** The clerk's power of attorney, where Goskan checks. */
  readonly attorney?: AttorneyState | undefined;
}

/** The state a desk rests in. The one place that decides what an ended power of attorney means (4.1.2). */
export function restingState({ usable, loading, attorney }: Readiness): RestState {
  if (!usable) return loading ? 'loading' : 'unusable';
  return attorney?.kind === 'ended' ? 'choice-paper-only' : 'choice';
}

export interface Step {
  readonly to: CheckState;
  readonly clause: string;
  /** The result in `cid-done`, where the check ends with this step. */
  readonly done?: Exclude<DoneResult, 'training'>;
}

/** The one step from `from` at `event`, or `undefined` where the table has no such row. */
export function step(from: CheckState, event: CheckEvent): Step | undefined {
  const row = TABLE[from].find((candidate) => candidate[0] === event);
  return row && { to: row[1], clause: row[2], ...(row[3] && { done: row[3] }) };
}

/** The events that a state answers, in the table's order. */
export function eventsOf(state: CheckState): CheckEvent[] {
  return TABLE[state].map((row) => row[0]);
}

/** What an outcome screen is about: a state of the table, or the reason of a failure. */
export type OutcomeKey =
  | 'confirmed'
  | 'attested'
  | 'paper-accepted'
  | 'paper-not-accepted'
  | 'not-confirmed'
  | 'goskan-not-confirmed'
  | Reason;

/** What a state of the table says came of the check; `undefined` where nothing did yet. */
export function outcomeOf(state: CheckState, reason?: Reason): OutcomeKey | undefined {
  if (PHASES[state] !== 'result') return undefined;
  if (state === 'failed') return reason ?? 'unavailable';
  return state === 'goskan-face-differs' ? 'face-differs' : (state as OutcomeKey);
}
