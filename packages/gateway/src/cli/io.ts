/** What a command needs of the process, so that tests can run it without one. */
export interface CliIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output. */
  out(text: string | Uint8Array): void;
  /** Standard error. */
  err(text: string): void;
}

/** As in sysexits.h, so that a service manager can tell a bad setting from a crash. */
export const EXIT_USAGE = 64;
export const EXIT_UNAVAILABLE = 69;
export const EXIT_CONFIG = 78;

/** A command that cannot be done: one line for the administrator. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = 1,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** A way of calling that is not understood. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, EXIT_USAGE);
    this.name = 'UsageError';
  }
}
