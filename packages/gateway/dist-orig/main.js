#!/usr/bin/env node
/** `cid-gateway`: a command of administrators, or the gateway itself until a signal stops it. */
import { runCli } from './cli/cli.js';
import { EXIT_CONFIG } from './cli/io.js';
import { createBuffer, createLog, errorName } from './log.js';
import { VERSION } from './version.js';
const write = (text) => {
    process.stdout.write(text);
};
const log = createBuffer(write);
// A crash tells its class alone: a message or a stack may repeat what was being checked.
const crash = (error) => {
    log.flush();
    createLog(write)({ level: 'error', event: 'crash', error: errorName(error) });
    process.exit(1);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
/** @param quiet JSON lines alone. */
async function serve(quiet) {
    // Loaded here, so that `--help` and the commands need no server.
    const [{ ConfigError, loadConfig }, { StartError, start }] = await Promise.all([
        import('./config.js'),
        import('./start.js'),
    ]);
    try {
        const config = loadConfig(process.env);
        for (const warning of config.warnings)
            console.error(`Warning: ${warning}.`);
        const running = await start(config, (text) => {
            if (text.startsWith('{'))
                log.write(text);
            else if (!quiet)
                write(text);
        });
        let stopping = false;
        const stop = () => {
            if (stopping)
                return;
            stopping = true;
            running.close().then(() => {
                log.flush();
                process.exit(0);
            }, crash);
        };
        process.on('SIGINT', stop);
        process.on('SIGTERM', stop);
    }
    catch (error) {
        if (error instanceof ConfigError) {
            console.error(error.message);
            process.exitCode = EXIT_CONFIG;
        }
        else if (error instanceof StartError) {
            console.error(error.message);
            process.exitCode = 1;
        }
        else {
            crash(error);
        }
    }
}
runCli(process.argv.slice(2), { env: process.env, out: write, err: (text) => process.stderr.write(text) }, { version: VERSION, serve }).then((code) => {
    if (code !== undefined)
        process.exitCode = code;
}, crash);
//# sourceMappingURL=main.js.map