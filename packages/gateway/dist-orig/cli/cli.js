/** `cid-gateway`: reads the command line and runs one command. */
import { errorName } from '../log.js';
import { readArgs } from './args.js';
import { HELP, MAIN_HELP } from './help.js';
import { CommandError, EXIT_CONFIG, UsageError } from './io.js';
/** The exit code, or `undefined` if the process stays: the gateway is running. */
export async function runCli(argv, io, parts) {
    let parsed;
    try {
        parsed = readArgs(argv);
    }
    catch (error) {
        if (!(error instanceof UsageError))
            throw error;
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
    }
    catch (error) {
        const [message, exitCode] = error instanceof ConfigError
            ? [error.message, EXIT_CONFIG]
            : error instanceof CommandError
                ? [error.message, error.exitCode]
                : [`The command failed (${errorName(error)}).`, 1];
        if (options.json)
            io.out(`${JSON.stringify({ error: message })}\n`);
        else
            io.err(`${message}${error instanceof UsageError ? ` See cid-gateway ${command} --help.` : ''}\n`);
        return exitCode;
    }
}
//# sourceMappingURL=cli.js.map