/**
 * The log: JSON lines on standard output, built from a whitelist of fields. Clause 5.2 forbids telling about the course
 * and result of a check, so no line has a benefit, an outcome, a code, an address or a workstation; a reason is logged
 * only where it is a fault of the service and somebody has to repair it.
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
  /** Of several, in lines about its token or about MAX being silent. Never in a line about a request. */
  readonly institution?: string;
  /** Why a request was refused, from a fixed list of words. */
  readonly cause?: string;
  readonly requestId?: string;
  /** Class or code of an error, never its message. */
  readonly error?: string;
  /** By how much the clock of the machine was set. */
  readonly stepMs?: number;
  /** Days until something ends. */
  readonly days?: number;
  /** The upstream's own id of a request that went wrong, for its support. On a line of its own. */
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

/** How long lines are gathered before they are written, ms: one write for many lines costs as much as for one. */
const BUFFER_MS = 10;

/** Gathers lines for one write. `flush` must be called before the process ends. */
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

/** What of an error may be logged: its code if it has one, else its class. Messages repeat URLs and commands. */
export function errorName(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'Unknown';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  if (cause !== undefined && cause !== error) return errorName(cause);
  const name = error.constructor?.name;
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
}
