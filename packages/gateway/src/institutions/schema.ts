/**
 * Schema of the institutions file: the settings of each library that a gateway serves. Published as a JSON
 * Schema.
 */
import { BENEFITS } from '@cid-elements/core';
import { z } from 'zod';
import { normaliseOrigin } from '../access.js';

/** Names that appear in receipts, counts and lines of files. */
export const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,62}[\p{L}\p{N}.])?$/u;
export const ID = /^[a-z\d](?:[a-z\d-]{0,30}[a-z\d])?$/;

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const id = z
  .string()
  .regex(ID)
  .describe('Small Latin letters, digits and hyphens. Never changes: counts are kept under it');

const act = z
  .strictObject({
    title: z.string().min(1).max(300),
    number: z.string().min(1).max(60),
    date: z.iso.date(),
    clause: z
      .string()
      .max(20)
      .optional()
      .describe('The clause that permits checking through the partner API'),
  })
  .describe(
    'The local act that permits checking through the partner API of MAX. Clause 4.1 of the model Regulation permits «Госкан» alone',
  );

const branch = z.strictObject({
  id,
  name: z.string().min(1).max(120).describe('As printed in the counts'),
});

const institution = z.strictObject({
  id,
  name: z.string().min(1).max(300).describe('As printed in the counts'),
  tokenFile: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe(
      'Absolute path of the file with the institution’s own token of MAX. Required with CID_VERIFIER=max',
    ),
  tokenExpires: z.iso.date().optional().describe('Last day of the token'),
  act: act.optional().describe('Required with CID_VERIFIER=max'),
  benefits: z.array(z.enum(BENEFITS)).min(1).optional().describe('Default: CID_BENEFITS'),
  origins: z
    .array(
      z
        .string()
        .refine(
          (text) => normaliseOrigin(text) !== undefined,
          'must be an exact origin, as in https://ils.example.org (no *, no path)',
        ),
    )
    .max(50)
    .default([])
    .describe('Origins of the pages that may ask for this institution'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone of the IANA database, as in Asia/Omsk')
    .default('Europe/Moscow')
    .describe('In which a month of the counts begins and ends'),
  ratePerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Checks a minute of all its callers together'),
  receiptAudience: z.string().min(1).max(300).optional().describe('Default: CID_RECEIPT_AUDIENCE'),
  branches: z.array(branch).max(500).default([]),
});

export const institutionsFile = z
  .strictObject({
    $schema: z.string().optional(),
    institutions: z.array(institution).min(1).max(1_000),
  })
  .meta({ id: 'Institutions', title: 'Institutions of one cid-elements gateway (CID_INSTITUTIONS_FILE)' });

export type Institution = z.infer<typeof institution>;
export type Act = z.infer<typeof act>;

/** The published JSON Schema: `institutions.schema.json` of the package. */
export const institutionsJsonSchema = (): unknown =>
  z.toJSONSchema(institutionsFile, { io: 'input', target: 'draft-2020-12' });

export interface ReadOptions {
  /** With `max` every institution needs a token and a local act. */
  readonly verifier: 'max' | 'training';
}

export type ReadResult =
  | { readonly institutions: readonly Institution[] }
  | { readonly problems: readonly string[] };

/** Parses the text of a file. Problems name the place and the rule, never a value. */
export function readInstitutions(text: string, { verifier }: ReadOptions): ReadResult {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // Only the position: the message of the parser quotes the text.
    const at = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return { problems: [`is not JSON${at === undefined ? '' : ` (at character ${at})`}`] };
  }
  const parsed = institutionsFile.safeParse(json);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(
        ({ path, message, code }) =>
          `${path.join('.') || 'the whole'}: ${code === 'custom' ? message : message.replace(/received .*/, '').slice(0, 200)}`,
      ),
    };
  }
  const { institutions } = parsed.data;
  const problems: string[] = [];
  const ids = new Set<string>();
  for (const [index, one] of institutions.entries()) {
    const where = `institutions.${index}`;
    if (ids.has(one.id)) problems.push(`${where}.id: is a duplicate`);
    ids.add(one.id);
    if (new Set(one.branches.map((branch) => branch.id)).size < one.branches.length)
      problems.push(`${where}.branches: an id is a duplicate`);
    if (verifier !== 'max') continue;
    if (one.tokenFile === undefined) problems.push(`${where}.tokenFile: is needed with CID_VERIFIER=max`);
    if (one.act === undefined)
      problems.push(
        `${where}.act: is needed with CID_VERIFIER=max: the model Regulation permits «Госкан» alone`,
      );
  }
  if (problems.length > 0) return { problems };
  return {
    institutions: institutions.map((one) => ({
      ...one,
      origins: one.origins.map((origin) => normaliseOrigin(origin) ?? origin),
    })),
  };
}
