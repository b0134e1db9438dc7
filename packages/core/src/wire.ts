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

const benefit = z.enum(BENEFITS).describe('The benefit to check');

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
      .describe('The complete decoded text of the QR code. Used for this check only and not stored.'),
    benefit,
    workstation: z.string().max(WORKSTATION_MAX_LENGTH).optional().describe('Workstation name. Not stored.'),
    capturedAt: z
      .string()
      .refine(isTimestamp)
      .optional()
      .meta({
        format: 'date-time',
        description:
          'When the code was read (RFC 3339, with time zone). Not validated against the server’s clock, ' +
          'because clocks of desks drift.',
      }),
  })
  .meta({ id: 'CheckRequest', description: 'One code and one benefit. Unknown fields are ignored.' });
export type CheckRequest = z.infer<typeof checkRequest>;

const commonFields = {
  id: z.uuid().describe('Identifier of this check. Contains no data about the visitor.'),
  benefit,
  verifier: z.enum(['max', 'training']).describe('Answering verifier. `training` answers are never real.'),
  checkedAt: z.iso.datetime().describe('Time of the answer by the clock of the gateway'),
};

const answered = z.object({
  ...commonFields,
  outcome: z
    .enum(['confirmed', 'not-confirmed'])
    .describe('`not-confirmed` is not a refusal of the benefit (clause 4.4).'),
  receipt: z.string().optional().describe('Signed receipt (JWS) that lets another server verify the answer'),
});

const failed = z.object({
  ...commonFields,
  outcome: z.literal('failed'),
  reason: z.enum(GATEWAY_REASONS).describe('Why the check failed'),
});

/** The answer to a check, with any outcome. No field can contain personal data. */
export const checkAnswer = z
  .discriminatedUnion('outcome', [answered, failed])
  .meta({ id: 'CheckAnswer', description: 'Answer to a check. Contains no data about the visitor.' });
export type CheckAnswer = z.infer<typeof checkAnswer>;

/** An error response (RFC 9457). Never contains the code. */
export const problem = z
  .object({
    type: z.string().describe('Always `about:blank`: the status code identifies the problem.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().describe('How to solve the problem'),
    instance: z.string().optional().describe('Identifier of the request in the log of the gateway'),
    fields: z.array(z.string()).optional().describe('Invalid fields of the request'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
