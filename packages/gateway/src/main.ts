#!/usr/bin/env node
/** `cid-gateway`: settings from the environment, until a signal stops it. */
import { ConfigError, loadConfig } from './config.js';
import { createLog, errorName } from './log.js';
import { StartError, start } from './start.js';

/** As in sysexits.h, so that a service manager can tell a bad setting from a crash. */
const EXIT_CONFIG = 78;

const write = (text: string): void => {
  process.stdout.write(text);
};
// A crash tells its class alone: a message or a stack may repeat what was being checked.
const crash = (error: unknown): void => {
  createLog(write)({ level: 'error', event: 'crash', error: errorName(error) });
  process.exit(1);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

try {
  const config = loadConfig(process.env);
  for (const warning of config.warnings) console.error(`Warning: ${warning}.`);
  const running = await start(config, write);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.close().then(() => process.exit(0), crash);
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
