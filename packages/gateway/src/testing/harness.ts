/** Starts the real gateway as a child process, and a real Redis server. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.js';
import { start } from '../start.js';
import { cleanup } from './cleanup.js';

/** Child processes to kill if the test file is terminated by its time limit. */
const running = new Set<ChildProcess>();
process.once('SIGTERM', () => {
  for (const child of running) child.kill('SIGKILL');
  process.exit(1);
});

function watch(child: ChildProcess): void {
  running.add(child);
  child.on('close', () => running.delete(child));
}

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

export const TOKEN = 'TOKENCANARY-0123456789';
export const KEY = 'KEYCANARY-0123456789abcdef';

/** A new code with the format of real ones. */
export const newCode = (): string =>
  `https://www.gosuslugi.ru/m5/CANARY${randomBytes(9).toString('hex')}?p=f`;

/** A temporary folder, removed at the end of the test file. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cid-gateway-'));
  cleanup(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a temporary file and returns its path. */
export function file(content: string): string {
  const path = join(folder(), 'file');
  writeFileSync(path, content);
  return path;
}

export interface Process {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  output(): string;
  errors(): string;
  /** Resolves with the exit code when the process has ended. */
  readonly ended: Promise<number | null>;
}

export function launch(env: Record<string, string>): Process {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', CID_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  watch(child);
  let all = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => {
    all += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    all += data;
    errors += data;
  });
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
  cleanup(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, output: () => all, errors: () => errors, ended };
}

interface Caller {
  readonly url: string;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  check(code: string, benefit?: string): Promise<Record<string, unknown>>;
}

function callerOf(url: string): Caller {
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/v1/checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    url,
    post,
    async check(code, benefit = 'student') {
      const response = await post({
        code,
        benefit,
        workstation: 'desk 1',
        capturedAt: '2026-11-22T12:00:00Z',
      });
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
      return (await response.json()) as Record<string, unknown>;
    },
  };
}

export interface RunningGateway extends Caller {
  output(): string;
  close(): Promise<void>;
}

/** Starts the gateway in this process on a free port. */
export async function startGateway(env: Record<string, string> = {}): Promise<RunningGateway> {
  let output = '';
  const running = await start(loadConfig({ CID_PORT: '0', ...env }), (text) => {
    output += text;
  });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= running.close();
    return closed;
  };
  cleanup(close);
  return { ...callerOf(`http://127.0.0.1:${running.port}`), output: () => output, close };
}

export interface LaunchedGateway extends Process, Caller {
  /** Sends SIGTERM, as a service manager does. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the gateway as a child process. */
export async function launchGateway(env: Record<string, string> = {}): Promise<LaunchedGateway> {
  const running = launch(env);
  const url = await new Promise<string>((done, refuse) => {
    running.child.stdout?.on('data', () => {
      const found = /(http:\/\/[^/\s]+)\/\n[\s\S]*Ctrl\+C/.exec(running.output());
      if (found?.[1]) done(found[1]);
    });
    running.ended.then((code) => refuse(new Error(`ended with ${code}: ${running.output()}`)));
  });
  const stop = (): Promise<number | null> => {
    running.child.kill('SIGTERM');
    return running.ended;
  };
  return { ...running, ...callerOf(url), stop };
}

/** Settings for a gateway that uses the fake MAX at `url`. */
export const withMax = (url: string, more: Record<string, string> = {}): Record<string, string> => ({
  CID_VERIFIER: 'max',
  CID_MAX_URL: url,
  CID_MAX_TOKEN_FILE: file(`${TOKEN}\n`),
  CID_BENEFITS: 'student,large-family,age,pensioner,disability',
  ...more,
});

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface RealRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts Debian's `redis-server` on a free port without persistence.
 * @param options appended to the default options.
 * @param first placed before them.
 */
export async function startRedis(
  port?: number,
  options: readonly string[] = [],
  first: readonly string[] = [],
): Promise<RealRedis> {
  const at = port ?? (await freePort());
  const child = spawn(
    'redis-server',
    [
      ...first,
      ...['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder()],
      ...options,
    ],
    { stdio: 'ignore' },
  );
  watch(child);
  const ended = new Promise<void>((done, refuse) => {
    child.on('close', () => done());
    child.on('error', refuse);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  cleanup(stop);
  for (;;) {
    const up = await new Promise<boolean>((done) => {
      const socket = connect(at, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => done(false));
    });
    if (up) return { url: `redis://127.0.0.1:${at}`, port: at, pid: child.pid ?? 0, stop };
    await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
    if (child.exitCode !== null) throw new Error('redis-server did not start');
  }
}
