/**
 * The states of each element in the code, with their names in the manual and the text that each must show.
 */
import { type CheckEvent, type CheckState, PHASES, REASONS, TABLE } from '@cid-elements/core';
import { ru } from '@cid-elements/elements/locales/ru';
import { attorney } from '@cid-elements/elements/locales/ru/attorney';
import { course } from '@cid-elements/elements/locales/ru/course';
// Types only: a new finding, problem or step does not compile without a name here.
import type { AttorneyFinding } from '../../packages/elements/dist/attorney/assess-attorney.js';
import type { AttorneyFileProblem } from '../../packages/elements/dist/attorney/attorney-file.js';
import type { CourseStep } from '../../packages/elements/dist/training/course-run.js';

/** Names of states with a text that is visible in them, or an empty string. */
export type Known = Readonly<Record<string, string>>;

/** The states of core's table that are reachable from `start` without the given events. */
function reached(start: CheckState, without: readonly CheckEvent[]): Set<CheckState> {
  const all = new Set<CheckState>([start]);
  // As a target, `choice` stands for the element's resting state.
  for (const state of all)
    for (const [event, to] of TABLE[state]) if (!without.includes(event) && to !== 'choice') all.add(to);
  return all;
}

const { title } = ru.outcome;
const HEADINGS: Readonly<Record<Exclude<CheckState, 'failed' | 'unusable'>, string>> = {
  idle: '',
  loading: '',
  choice: ru.check.which,
  'choice-paper-only': ru.attorney.ended,
  capture: ru.scanner.label,
  verifying: ru.verifying.title,
  face: ru.face.title,
  confirmed: title.confirmed,
  goskan: ru.goskan.title,
  'goskan-face': ru.face.attest,
  attested: title.attested,
  'not-confirmed': title['not-confirmed'],
  'goskan-not-confirmed': title['goskan-not-confirmed'],
  'face-differs': title['face-differs'],
  'goskan-face-differs': title['face-differs'],
  paper: ru.paper.title,
  'paper-accepted': title['paper-accepted'],
  'paper-not-accepted': title['paper-not-accepted'],
};

/** Reasons without a failure screen: `face-differs` has a state of its own, `cancelled` shows nothing. */
const NO_FAILURES = ['face-differs', 'cancelled'];

type Closed = keyof typeof ru.closed;
function check(states: Iterable<CheckState>, closed: readonly Closed[], left: readonly string[] = []): Known {
  const known: Record<string, string> = {};
  for (const state of states) {
    if (state === 'failed')
      for (const reason of REASONS)
        if (!NO_FAILURES.concat(left).includes(reason)) known[`failed-${reason}`] = title[reason];
    if (state === 'unusable') for (const why of closed) known[`unusable-${why}`] = ru.closed[why];
    if (state !== 'failed' && state !== 'unusable') known[state] = HEADINGS[state];
  }
  return known;
}

const ATTORNEY: Known = {
  'attorney-missing': ru.attorney.missing,
  'attorney-invalid': ru.attorney.invalid,
  'attorney-ending': ru.attorney.ending(3),
};
const PROBLEMS = Object.entries(ru.panel.problem).flatMap(([source, problems]) =>
  Object.entries(problems).map(([problem, words]) => [`${source}-${problem}`, words] as const),
);
const FINDINGS: Readonly<Record<AttorneyFinding['kind'], string>> = {
  'not-yet-valid': attorney.notYetValid('2998-01-15'),
  ended: attorney.ended,
  ending: attorney.ending(10),
  'other-organisation': attorney.otherOrganisation,
  'organisation-unknown': attorney.organisationUnknown,
  'organisation-unchecked': attorney.organisationUnchecked,
  'no-goskan-power': attorney.noGoskanPower,
  'goskan-power-unchecked': attorney.goskanPowerUnchecked,
  'no-powers': attorney.noPowers,
};
const FILE_PROBLEMS: Readonly<Record<AttorneyFileProblem | 'unreadable', string>> = {
  'too-large': attorney.tooLarge,
  empty: attorney.empty,
  'signed-container': attorney.signedContainer,
  'not-xml': attorney.notXml,
  'other-format': attorney.otherFormat,
  incomplete: attorney.incomplete,
  doctype: attorney.doctype,
  encoding: attorney.encoding,
  malformed: attorney.malformed,
  unreadable: attorney.unreadable,
};
const STEPS: Readonly<Record<CourseStep, Known>> = {
  start: { start: course.start },
  read: { read: course.read.goskan },
  checking: { checking: course.read.reading },
  decide: { decide: course.decide },
  explained: { 'explained-right': course.right, 'explained-wrong': course.wrong },
  result: { 'result-left': course.result.left, 'result-done': course.result.done },
};

export const KNOWN: Readonly<Record<string, Known>> = {
  'cid-check': {
    // It begins with the choice and has no idle state.
    ...check(
      [...reached('choice', []), 'choice-paper-only', 'loading', 'unusable'],
      Object.keys(ru.closed) as Closed[],
      // Without an act that permits the gateway the desk is unusable before there is a code.
      ['not-permitted'],
    ),
    ...ATTORNEY,
    loading: ru.check.loading,
    help: ru.keys.start,
    'scan-ignored': ru.desk.scanIgnored,
    broken: ru.unusable.broken,
    discreet: ru.outcome.ready,
  },
  'cid-result': {
    // `<cid-result>` gets codes from the page, so it has no capture, and it does not check with Goskan.
    ...check(reached('idle', ['scan', 'goskan']), []),
    discreet: ru.outcome.ready,
  },
  'cid-goskan': {
    ...check(
      [...reached('choice', ['scan', 'submit']), 'choice-paper-only', 'loading', 'unusable'],
      ['config', 'verifier'],
    ),
    ...ATTORNEY,
    loading: ru.check.paper,
  },
  'cid-fallback': {
    ...check(reached('choice', ['scan', 'submit', 'goskan']), []),
    'paper-required': ru.paper.required,
  },
  'cid-scanner': {
    idle: ru.scanner.cameraOn,
    'wedge-on': ru.scanner.wedgeOn,
    'wedge-off': ru.scanner.wedgeOff,
    'wedge-problem': ru.scanner.wedgeUnreadable,
    captured: ru.scanner.captured,
    'camera-on': ru.panel.cameraRuns,
    'camera-foreign': ru.scanner.foreign,
    'camera-invitation': ru.scanner.invitation,
    image: ru.scanner.image,
    'serial-unpaired': ru.panel.connect.serial,
    'serial-on': ru.panel.serialOn,
    ...Object.fromEntries(PROBLEMS),
    broken: ru.scanner.broken,
    unusable: '',
  },
  'cid-training': Object.assign({}, ...Object.values(STEPS)),
  'cid-attorney': {
    idle: attorney.lead,
    working: attorney.reading,
    valid: attorney.valid,
    ...FINDINGS,
    ...FILE_PROBLEMS,
  },
  'cid-info': { idle: 'Цифровой ID', 'not-loaded': '' },
};

/** The phase of the state in core, or `undefined` if core has no state of this name. */
export const phaseOf = (name: string): string | undefined =>
  name.startsWith('failed-')
    ? PHASES.failed
    : name.startsWith('unusable-')
      ? PHASES.unusable
      : PHASES[name as CheckState];
