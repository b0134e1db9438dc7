/**
 * The identity of a caller. It comes from a caller key, an enrolment or an authenticating proxy, never from
 * the body.
 */

export interface Caller {
  /** The key of its rate limit. Contains no secret. */
  readonly id: string;
  /** Name of the desk or system. It may appear in a receipt. */
  readonly name?: string;
  readonly institution?: string;
  readonly branch?: string;
  /** Origins of its pages. Default: those of its institution or of the gateway. */
  readonly origins?: readonly string[];
  /** Checks per minute. Default: the limit of the gateway. */
  readonly ratePerMinute?: number;
}

/** The properties of a caller that an administrator sets. */
export type CallerDetails = Omit<Caller, 'id' | 'name'>;

/** Names of callers in files and on the command line: letters of any script, no spaces. */
export const CALLER_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,63})$/u;
