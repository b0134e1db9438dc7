#!/usr/bin/env node
/** `cid-gateway`: runs an administrative command, or the gateway until SIGINT or SIGTERM. */
import { runCli } from './cli/cli.js';
import { EXIT_CONFIG } from './cli/io.js';
import { createBuffer, createLog, errorName } from './log.js';
import { VERSION } from './version.js';

const write = (text: string | Uint8Array): void => {
  process.stdout.write(text);
};
const log = createBuffer(write);
// Log only the class of the error: its message or stack may contain data of the check.
const crash = (error: unknown): void => {
  log.flush();
  createLog(write)({ level: 'error', event: 'crash', error: errorName(error) });
  process.exit(1);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

/** @param quiet write JSON lines only. */
async function serve(quiet: boolean): Promise<void> {
  // Imported dynamically: `--help` and the commands do not need the server.
  const [{ ConfigError, loadConfig }, { StartError, start }] = await Promise.all([
    import('./config.js'),
    import('./start.js'),
  ]);
  try {
    const config = loadConfig(process.env);
    for (const warning of config.warnings) console.error(`Warning: ${warning}.`);
    const running = await start(config, (text) => {
      if (text.startsWith('{')) log.write(text);
      else if (!quiet) write(text);
    });
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      running.close().then(() => {
        log.flush();
        process.exit(0);
      }, crash);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(error.message);
      process.exitCode = EXIT_CONFIG;
    } else if (error instanceof StartError) {
      console.error(error.message);
      process.exitCode = 1;
    } else {
      crash(error);
    }
  }
}

runCli(
  process.argv.slice(2),
  { env: process.env, out: write, err: (text) => process.stderr.write(text) },
  { version: VERSION, serve },
).then((code) => {
  if (code !== undefined) process.exitCode = code;
}, crash);
