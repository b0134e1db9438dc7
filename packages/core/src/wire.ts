/**
 * Schemas of `POST /v1/checks`, for validation in the gateway and for its OpenAPI document. Not exported by
 * the index, because zod fails to load on pages that extend `Object.prototype`; elements use `readAnswer`.
 */
import { z } from 'zod';
import { BENEFITS } from './benefits.js';
import { GATEWAY_REASONS } from './outcomes.js';
import { CODE_MAX_LENGTH } from './recognise.js';

/** Maximum length of a workstation name, UTF-16 units. */
export const WORKSTATION_MAX_LENGTH = 64;

const benefit = z.enum(BENEFITS).describe('The one status that is asked for');

/**
 * A timestamp of RFC 3339, section 5.6: with time zone, case-insensitive, with any number of fraction digits
 * and leap seconds. Its value is not checked, because desk clocks drift.
 */
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})t([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

function isTimestamp(text: string): boolean {
  const [, year, month, day] = TIMESTAMP.exec(text) ?? [];
  if (year === undefined) return false;
  // Day 0 of the next month is the last day of this one. Date.UTC maps years below 100 to the 20th century.
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

export const checkRequest = z
  .object({
    code: z
      .string()
      .min(1)
      .max(CODE_MAX_LENGTH)
      .describe('The whole decoded text of the code. Used for this one check and forgotten.'),
    benefit,
    workstation: z.string().max(WORKSTATION_MAX_LENGTH).optional().describe('Which desk asks. Not kept.'),
    capturedAt: z.string().refine(isTimestamp).optional().meta({
      format: 'date-time',
      description:
        'When the code was read, RFC 3339 with zone. The moment never refuses a check: clocks drift.',
    }),
  })
  .meta({ id: 'CheckRequest', description: 'One code and one benefit. Unknown fields are dropped unread.' });
export type CheckRequest = z.infer<typeof checkRequest>;

const made = {
  id: z.uuid().describe('Of this check. Says nothing about the visitor.'),
  benefit,
  verifier: z.enum(['max', 'training']).describe('Who answered. `training` is never real.'),
  checkedAt: z.iso.datetime().describe('When it was answered, by the clock of the gateway'),
};

const judged = z.object({
  ...made,
  outcome: z.enum(['confirmed', 'not-confirmed']).describe('`not-confirmed` is no refusal: clause 4.4'),
  receipt: z.string().optional().describe('A JWS that proves the answer to a server'),
});

const failed = z.object({
  ...made,
  outcome: z.literal('failed'),
  reason: z.enum(GATEWAY_REASONS).describe('Why no answer about the benefit was had'),
});

/** The answer to a check, with any outcome. No field can contain personal data. */
export const checkAnswer = z
  .discriminatedUnion('outcome', [judged, failed])
  .meta({ id: 'CheckAnswer', description: 'A check that was made. Holds nothing about the visitor.' });
export type CheckAnswer = z.infer<typeof checkAnswer>;

/** An error response (RFC 9457). Never contains the code. */
export const problem = z
  .object({
    type: z.string().describe('`about:blank`: the status says it all'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().describe('What to do about it'),
    instance: z.string().optional().describe('Names the request in the log of the gateway'),
    fields: z.array(z.string()).optional().describe('Fields of the request that are not as they should be'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
