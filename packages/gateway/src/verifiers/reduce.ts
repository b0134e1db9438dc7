/**
 * Reduces an answer of MAX's partner API («Цифровой ID – API», v1.5.8) to the requested benefit. Only this
 * module reads the body. Its result has no field for personal data, and the rest of the body is dropped.
 */
import type { Benefit, GatewayReason } from '@cid-elements/core';
import { defined } from '../defined.js';

export type Reduced =
  | { readonly outcome: 'confirmed' | 'not-confirmed' }
  | {
      readonly outcome: 'failed';
      readonly reason: GatewayReason;
      /** MAX's id of the failed request, for its support. Never set for an outcome about a benefit. */
      readonly requestId?: string;
    };

/** Field of `verification_details` for each benefit. */
const DETAIL: Readonly<Record<Benefit, string>> = {
  student: 'student',
  'large-family': 'certificateLargeFamily',
  age: 'adult',
  pensioner: 'pensioner',
  disability: 'disabledPerson',
};

const BY_CODE: ReadonlyMap<string, GatewayReason> = new Map([
  ['SESSION_NOT_FOUND', 'expired-code'],
  ['SESSION_EXPIRED', 'expired-code'],
  ['INVALID_SESSION', 'expired-code'],
  ['UNAUTHORIZED', 'misconfigured'],
  ['RATE_LIMIT_EXCEEDED', 'rate-limited'],
  ['INTERNAL_SERVER_ERROR', 'unavailable'],
]);

function byStatus(status: number): GatewayReason {
  if (status === 401 || status === 403) return 'misconfigured';
  if (status === 404) return 'no-digital-id';
  if (status === 429) return 'rate-limited';
  return 'unavailable';
}

/** The value of an own property of a JSON object, or `undefined`. */
function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** The documentation has `metadata` beside `data`; one implementer puts it inside, another omits it. */
function requestId(body: unknown, code: string): string | undefined {
  const id =
    own(own(body, 'metadata'), 'request_id') ?? own(own(own(body, 'data'), 'metadata'), 'request_id');
  if (typeof id !== 'string' || id.length === 0 || id.length > 64 || code.includes(id)) return undefined;
  const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  for (const char of id) if (!plain.includes(char)) return undefined;
  return id;
}

/**
 * Whether the answer is about another code. The format of `session_id` in answers is not documented (it may
 * be the whole text, a part of it, or an id of the service), so only an obviously different code is refused.
 */
function isAboutAnother(sessionId: unknown, code: string): boolean {
  return typeof sessionId === 'string' && sessionId.startsWith('https://') && sessionId !== code;
}

/**
 * @param status HTTP status of the answer.
 * @param body the parsed JSON body, or `undefined` if it is not JSON.
 * @param code the code that was checked.
 * @param benefit the benefit that was requested.
 */
export function reduce(status: number, body: unknown, code: string, benefit: Benefit): Reduced {
  const fault = (reason: GatewayReason): Reduced => {
    return { outcome: 'failed', reason, ...defined({ requestId: requestId(body, code) }) };
  };
  const error = own(body, 'error');
  const errorCode = typeof error === 'string' ? error : own(error, 'code');
  const known = typeof errorCode === 'string' ? BY_CODE.get(errorCode.trim().toUpperCase()) : undefined;
  if (known !== undefined) return fault(known);
  if (status < 200 || status > 299) return fault(byStatus(status));

  const data = own(body, 'data');
  if (own(body, 'status') !== 'success' || (error !== undefined && error !== null))
    return fault('unavailable');
  if (own(data, 'verification_status') !== 'completed') return fault('unavailable');
  if (isAboutAnother(own(data, 'session_id'), code)) return fault('unavailable');
  const details = own(data, 'verification_details');
  if (details === undefined || details === null) return { outcome: 'not-confirmed' };
  if (typeof details !== 'object' || Array.isArray(details)) return fault('unavailable');
  const detail = own(details, DETAIL[benefit]);
  // MAX sends a benefit only if it is true: a missing one means «not confirmed», never «refused».
  if (detail === undefined || detail === null) return { outcome: 'not-confirmed' };
  const state = own(detail, 'status');
  if (state === true) return { outcome: 'confirmed' };
  return state === false ? { outcome: 'not-confirmed' } : fault('unavailable');
}
