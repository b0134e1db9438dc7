/** The parts of the process that a command uses. Tests replace them. */
export interface CliIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output. */
  out(text: string | Uint8Array): void;
  /** Standard error. */
  err(text: string): void;
}

/** Exit codes of sysexits.h: a service manager can tell a configuration error from a crash. */
export const EXIT_USAGE = 64;
export const EXIT_UNAVAILABLE = 69;
export const EXIT_CONFIG = 78;

/** A command failed. The message is one line for the administrator. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = 1,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** The command line is invalid. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, EXIT_USAGE);
    this.name = 'UsageError';
  }
}
