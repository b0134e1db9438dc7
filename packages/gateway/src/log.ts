/**
 * The log: JSON lines on standard output, built from a whitelist of fields. Clause 5.2 forbids disclosing the
 * course and result of a check. So no line has a benefit, an outcome, a code, an address or a workstation,
 * and a reason is logged only if it is a fault of the service that somebody has to repair.
 */

export interface Entry {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  /** The pattern of the route, never the URL. */
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly verifier?: string;
  readonly reason?: string;
  /**
   * With several institutions: in lines about its token or an unreachable MAX. Never in a line about a
   * request.
   */
  readonly institution?: string;
  /** Why a request was refused, from a fixed list of words. */
  readonly cause?: string;
  readonly requestId?: string;
  /** Class or code of an error, never its message. */
  readonly error?: string;
  /** Size of a clock step, ms. */
  readonly stepMs?: number;
  /** Days until the expiry. */
  readonly days?: number;
  /** MAX's id of a failed request, for its support. On a separate line, apart from our own request id. */
  readonly upstreamRequestId?: string;
}

export type Log = (entry: Entry) => void;

const FIELDS: readonly (keyof Entry)[] = [
  'level',
  'event',
  'route',
  'status',
  'ms',
  'verifier',
  'reason',
  'institution',
  'cause',
  'requestId',
  'error',
  'stepMs',
  'days',
  'upstreamRequestId',
];

const PLAIN = /^[\w./*:-]{1,64}$/;

export function createLog(write: (line: string) => void): Log {
  return (entry) => {
    const line: Record<string, string | number> = { time: new Date().toISOString() };
    for (const field of FIELDS) {
      const value = entry[field];
      if (typeof value === 'number' || (typeof value === 'string' && PLAIN.test(value))) line[field] = value;
    }
    write(`${JSON.stringify(line)}\n`);
  };
}

/** How long lines are buffered, ms: one write of many lines costs as much as one of a single line. */
const BUFFER_MS = 10;

/** Buffers lines and writes them together. Call `flush` before the process ends. */
export function createBuffer(write: (text: string) => void): {
  write(line: string): void;
  flush(): void;
} {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== '') write(waiting);
    waiting = '';
  };
  return {
    write(line) {
      waiting += line;
      timer ??= setTimeout(flush, BUFFER_MS);
    },
    flush,
  };
}

/** The loggable part of an error: its code, or else its class. Messages can repeat URLs and commands. */
export function errorName(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'Unknown';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  if (cause !== undefined && cause !== error) return errorName(cause);
  const name = error.constructor?.name;
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
}
