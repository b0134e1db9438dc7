/**
 * Error answers: `application/problem+json` (RFC 9457), built from fixed texts, so that no code can get in.
 */
import { STATUS_CODES } from 'node:http';
import { type Problem, problem } from '@cid-elements/core/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defined } from './defined.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** The problem answer of a route, for its OpenAPI schema. */
export const asProblem = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: problem } },
});

const DETAIL: Readonly<Record<number, string>> = {
  400: 'The request is not as /openapi.json describes it.',
  401: 'Send one of the institution’s caller keys as Authorization: Bearer, or enrol this workstation.',
  403: 'Pages of this origin may not ask this gateway.',
  404: 'There is nothing here. See /openapi.json.',
  405: 'This address does not support the method.',
  410: 'The code is used, expired or wrong. Ask for a new one.',
  413: 'The request is too large.',
  415: 'Send JSON with Content-Type: application/json.',
  429: 'Too many requests at once. Wait, then try again.',
  500: 'The gateway failed. The visitor may show a paper document.',
  503: 'The gateway is shutting down. Try again in a moment.',
};

export function problemOf(status: number, extra: Partial<Problem> = {}): Problem {
  const detail = DETAIL[status];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...defined({ detail }),
    ...extra,
  };
}

/** A complete HTTP response for a socket whose request could not be parsed. */
export function rawProblem(status: number): string {
  const problem = problemOf(status);
  const body = JSON.stringify(problem);
  return `HTTP/1.1 ${status} ${problem.title}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Sends a problem and returns the reply in its own type, which a typed route handler may return. */
export function sendProblem<Reply extends FastifyReply>(
  request: FastifyRequest,
  reply: Reply,
  status: number,
  extra: Partial<Problem> = {},
): Reply {
  const body = problemOf(status, { instance: `urn:uuid:${request.id}`, ...extra });
  const untyped: FastifyReply = reply;
  // Sent as a buffer: the media type must get no charset parameter, and Fastify must not serialise it again.
  untyped
    .code(status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(Buffer.from(JSON.stringify(body)));
  return reply;
}
