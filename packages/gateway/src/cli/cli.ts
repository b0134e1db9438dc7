/** `cid-gateway`: reads the command line and runs one command. */
import { errorName } from '../log.js';
import { type ParsedArgs, readArgs } from './args.js';
import { HELP, MAIN_HELP } from './help.js';
import { type CliIo, CommandError, EXIT_CONFIG, UsageError } from './io.js';

export interface CliParts {
  readonly version: string;
  /**
   * Starts the gateway. Resolves when it listens; the process keeps running.
   * @param quiet suppresses the welcome text.
   */
  serve(quiet: boolean): Promise<void>;
}

/**
 * Resolves with the exit code, or with `undefined` if the gateway was started and the process keeps running.
 */
export async function runCli(
  argv: readonly string[],
  io: CliIo,
  parts: CliParts,
): Promise<number | undefined> {
  let parsed: ParsedArgs;
  try {
    parsed = readArgs(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message} See cid-gateway --help.\n`);
    return error.exitCode;
  }
  const { command, named, options } = parsed;
  if (options.help) {
    io.out(named ? HELP[command] : MAIN_HELP);
    return 0;
  }
  if (options.version) {
    io.out(options.json ? `${JSON.stringify({ version: parts.version })}\n` : `${parts.version}\n`);
    return 0;
  }
  if (command === 'serve') {
    await parts.serve(options.json);
    return undefined;
  }
  const [{ RUNS }, { ConfigError }] = await Promise.all([import('./commands.js'), import('../settings.js')]);
  try {
    const answer = await RUNS[command](io, options);
    if (answer !== undefined)
      io.out(options.json ? `${JSON.stringify(answer.json)}\n` : `${answer.lines.join('\n')}\n`);
    return answer?.exitCode ?? 0;
  } catch (error) {
    const [message, exitCode] =
      error instanceof ConfigError
        ? [error.message, EXIT_CONFIG]
        : error instanceof CommandError
          ? [error.message, error.exitCode]
          : [`The command failed (${errorName(error)}).`, 1];
    if (options.json) io.out(`${JSON.stringify({ error: message })}\n`);
    else io.err(`${message}${error instanceof UsageError ? ` See cid-gateway ${command} --help.` : ''}\n`);
    return exitCode;
  }
}
