/** Parses JSON bodies. A body that is not valid UTF-8 is refused, and the error names the affected fields. */
import { isUtf8 } from 'node:buffer';
import type { FastifyBodyParser, FastifyInstance } from 'fastify';

/** Thrown for a body that is not valid UTF-8. */
export class BadEncoding extends Error {
  readonly statusCode = 400;

  constructor(readonly fields: readonly string[]) {
    super('the body is not valid UTF-8');
  }
}

/**
 * Thrown for a compressed body. Compression is not supported, because a small body could expand to any size.
 */
export class BadContentEncoding extends Error {
  readonly statusCode = 415;
}

/** The syntax of JSON is ASCII, so the body decoded as Latin-1 has the same fields. */
function badFields(bytes: Buffer): string[] {
  try {
    const body: unknown = JSON.parse(bytes.toString('latin1'));
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
    return Object.entries(body)
      .filter(([, value]) => typeof value === 'string' && !isUtf8(Buffer.from(value, 'latin1')))
      .map(([name]) => name);
  } catch {
    return [];
  }
}

/**
 * Accepts only JSON; refuses `__proto__` and `constructor.prototype` (prototype pollution).
 * @param known names of the fields that an error may mention.
 */
export function readJsonBodies(app: FastifyInstance, known: readonly string[]): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  const read: FastifyBodyParser<Buffer> = (request, bytes, done) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding.toLowerCase() !== 'identity') {
      done(new BadContentEncoding());
      return;
    }
    if (!isUtf8(bytes)) {
      done(new BadEncoding(badFields(bytes).filter((name) => known.includes(name))));
      return;
    }
    parse(request, bytes.toString('utf8'), done);
  };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, read);
}
