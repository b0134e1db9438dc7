/**
 * Training codes: simulated visitors for practice (clause 5.1) and for the built-in training verifier of the
 * gateway. They contain nothing secret or personal; the checksum only detects errors. Like real codes they
 * change every 30 s. Their host never resolves.
 */
import { BENEFITS, type Benefit } from './benefits.js';
import { TRAINING_HOST } from './codes.js';
import type { Verdict } from './outcomes.js';
import { INVITATION_HOST, recognise } from './recognise.js';

/** How long a code is valid, ms. */
export const CODE_STEP_MS = 30_000;

/** The simulated visitors. Their index is part of the code, so only append. */
export const VISITORS = [
  'right',
  'wrong-person',
  'not-confirmed',
  'expired',
  'used',
  'no-digital-id',
  'foreign',
  'real-code',
  'no-network',
  'rate-limited',
  'misconfigured',
  'screenshot',
  'prefers-paper',
  'invitation',
] as const;
export type Visitor = (typeof VISITORS)[number];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STEP_DIGITS = 6;
const FILLER_DIGITS = 20;
const CHECK_DIGITS = 5;

/** FNV-1a, 32 bits. Sufficient for a checksum, and available without a secure context. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

function digits(value: number, count: number): string {
  let out = '';
  let rest = value;
  for (let i = 0; i < count; i++) {
    out = ALPHABET.charAt(rest % ALPHABET.length) + out;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return out;
}

function value(text: string): number {
  let out = 0;
  for (const char of text) out = out * ALPHABET.length + ALPHABET.indexOf(char);
  return out;
}

function filler(seed: string): string {
  let out = '';
  for (let i = 0; out.length < FILLER_DIGITS; i++) out += digits(hash(`${seed}/${i}`), 5);
  return out.slice(0, FILLER_DIGITS);
}

export interface TrainingCode {
  /** The text of the code; empty if the visitor's phone shows none. */
  readonly text: string;
  /** When the code changes, ms since the epoch. */
  readonly until: number;
}

/**
 * The code that a simulated visitor shows at the moment `at` (ms since the epoch).
 * @param phone identifies the phone, so that two phones never show the same code.
 */
export function trainingCode(visitor: Visitor, benefit: Benefit, at: number, phone = ''): TrainingCode {
  const step = Math.floor(at / CODE_STEP_MS);
  const until = (step + 1) * CODE_STEP_MS;
  if (visitor === 'screenshot' || visitor === 'prefers-paper') return { text: '', until };
  // The code on posters, which never changes.
  if (visitor === 'invitation')
    return { text: `https://${INVITATION_HOST}/digitalid_bot?startapp=age_verification`, until };
  const body =
    digits(VISITORS.indexOf(visitor) * BENEFITS.length + BENEFITS.indexOf(benefit), 2) +
    digits(visitor === 'expired' ? step - 20 : step, STEP_DIGITS) +
    filler(`${phone}/${visitor}/${benefit}/${step}`);
  const id = body + digits(hash(body), CHECK_DIGITS);
  // A look-alike host, as used in fraud, and the real host with an invented id. Each has its own reason of
  // refusal.
  const host =
    visitor === 'foreign'
      ? 'www.gosuslygi.invalid'
      : visitor === 'real-code'
        ? 'www.gosuslugi.ru'
        : TRAINING_HOST;
  return { text: `https://${host}/m5/${id}?p=f`, until };
}

/** The training verifier's answer to a text. Never throws. */
export function judgeTrainingCode(text: string, benefit: Benefit, now: number): Verdict {
  const { kind } = recognise(text);
  if (kind === 'foreign') return { outcome: 'failed', reason: 'foreign-code' };
  if (kind === 'invitation') return { outcome: 'failed', reason: 'invitation-code' };
  if (kind === 'digital-id') return { outcome: 'failed', reason: 'real-code' };
  const from = text.indexOf('/m5/') + 4;
  const id = text.slice(from, from + 2 + STEP_DIGITS + FILLER_DIGITS + CHECK_DIGITS);
  const body = id.slice(0, -CHECK_DIGITS);
  if (
    from < 4 ||
    digits(hash(body), CHECK_DIGITS) !== id.slice(-CHECK_DIGITS) ||
    text.slice(from + id.length) !== '?p=f'
  ) {
    return { outcome: 'failed', reason: 'foreign-code' };
  }
  const visitorAndBenefit = value(body.slice(0, 2));
  const visitor = VISITORS[Math.floor(visitorAndBenefit / BENEFITS.length)];
  const step = value(body.slice(2, 2 + STEP_DIGITS));
  // The previous and the next code are valid too: clocks drift, and a code may change in transit.
  if (Math.abs(step - Math.floor(now / CODE_STEP_MS)) > 1)
    return { outcome: 'failed', reason: 'expired-code' };
  switch (visitor) {
    case 'right':
    case 'wrong-person':
      // The visitor opened the scenario of one benefit (3.1.2), so another benefit is not confirmed.
      return {
        outcome: BENEFITS[visitorAndBenefit % BENEFITS.length] === benefit ? 'confirmed' : 'not-confirmed',
      };
    case 'not-confirmed':
      return { outcome: 'not-confirmed' };
    case 'used':
      return { outcome: 'failed', reason: 'used-code' };
    case 'no-digital-id':
      return { outcome: 'failed', reason: 'no-digital-id' };
    case 'no-network':
      return { outcome: 'failed', reason: 'unavailable' };
    case 'rate-limited':
      return { outcome: 'failed', reason: 'rate-limited' };
    case 'misconfigured':
      return { outcome: 'failed', reason: 'misconfigured' };
    default:
      return { outcome: 'failed', reason: 'expired-code' };
  }
}
