/** Runs `cid-gateway` commands in this process or in a child process. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCli } from '../cli/cli.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

export interface CliResult {
  /** `undefined` if the command was `serve`. */
  readonly code: number | null | undefined;
  readonly out: string;
  readonly err: string;
  /** Parses the output of `--json`. */
  json(): Record<string, unknown>;
}

const result = (code: CliResult['code'], out: string, err: string): CliResult => ({
  code,
  out,
  err,
  json: () => JSON.parse(out) as Record<string, unknown>,
});

/** Runs in this process, which takes milliseconds. `serve` starts nothing. */
export async function cli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  let out = '';
  let err = '';
  const code = await runCli(
    args,
    {
      env,
      out: (text) => {
        out += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
      },
      err: (text) => {
        err += text;
      },
    },
    { version: '0.0.0', serve: async () => {} },
  );
  return result(code, out, err);
}

/** Runs as a child process. */
export function cliProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data;
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data;
    });
    child.on('error', refuse);
    child.on('close', (code) => done(result(code, out, err)));
  });
}
