/**
 * The duty of the clerk for each outcome. The elements add the texts and the clause numbers of the
 * institution's act.
 */
import type { CheckEvent, OutcomeKey } from './check.js';
import type { Clause } from './clauses.js';

/**
 * `accept`: the status must be accepted (4.3) · `offer`: no automatic refusal, a next step is offered (4.4).
 */
export type Duty = 'accept' | 'offer' | 'decline';

export interface DutyRow {
  readonly duty: Duty;
  readonly clause?: Clause;
  /** The step that most likely helps. Its button is first and has the focus. */
  readonly first: Extract<CheckEvent, 'next' | 'scan' | 'goskan' | 'paper'>;
}

const again = { duty: 'offer', clause: '4.4', first: 'scan' } as const;
const paper = { duty: 'offer', clause: '4.4', first: 'paper' } as const;

export const DUTIES: Readonly<Record<OutcomeKey, DutyRow>> = {
  confirmed: { duty: 'accept', clause: '4.3', first: 'next' },
  attested: { duty: 'accept', clause: '4.3', first: 'next' },
  'paper-accepted': { duty: 'accept', clause: '3.2', first: 'next' },
  'paper-not-accepted': { duty: 'decline', first: 'next' },
  'not-confirmed': paper,
  'goskan-not-confirmed': paper,
  'foreign-code': again,
  'invitation-code': again,
  'training-code': again,
  'real-code': again,
  'expired-code': again,
  'used-code': again,
  'no-digital-id': paper,
  misconfigured: paper,
  'rate-limited': paper,
  unavailable: again,
  'face-differs': paper,
  offline: again,
  cancelled: again,
  'timed-out': again,
  'not-permitted': paper,
};
