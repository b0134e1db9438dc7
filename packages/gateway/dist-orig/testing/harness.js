/** Starts the real gateway as its own process, and a real Redis. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.js';
import { start } from '../start.js';
import { cleanup } from './cleanup.js';
/** What still runs if the test file is ended from outside, by its time limit. */
const running = new Set();
process.once('SIGTERM', () => {
    for (const child of running)
        child.kill('SIGKILL');
    process.exit(1);
});
function watch(child) {
    running.add(child);
    child.on('close', () => running.delete(child));
}
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
export const TOKEN = 'TOKENCANARY-0123456789';
export const KEY = 'KEYCANARY-0123456789abcdef';
/** A real-looking code that nobody has used yet. */
export const newCode = () => `https://www.gosuslugi.ru/m5/CANARY${randomBytes(9).toString('hex')}?p=f`;
/** A folder that goes away with the test file. */
export function folder() {
    const path = mkdtempSync(join(tmpdir(), 'cid-gateway-'));
    cleanup(() => rmSync(path, { recursive: true, force: true }));
    return path;
}
/** A file with this content, and its path. */
export function file(content) {
    const path = join(folder(), 'file');
    writeFileSync(path, content);
    return path;
}
export function launch(env) {
    const child = spawn(process.execPath, [MAIN], {
        env: { PATH: process.env.PATH ?? '', CID_PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    watch(child);
    let all = '';
    let errors = '';
    child.stdout.on('data', (data) => {
        all += data;
    });
    child.stderr.on('data', (data) => {
        all += data;
        errors += data;
    });
    const ended = new Promise((done) => child.on('close', (code) => done(code)));
    cleanup(async () => {
        child.kill('SIGKILL');
        await ended;
    });
    return { child, output: () => all, errors: () => errors, ended };
}
function callerOf(url) {
    const post = (body, headers = {}) => fetch(`${url}/v1/checks`, {
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
            if (response.status !== 200)
                throw new Error(`answered ${response.status}`);
            return (await response.json());
        },
    };
}
/** The gateway in this process, on a free port. */
export async function startGateway(env = {}) {
    let output = '';
    const running = await start(loadConfig({ CID_PORT: '0', ...env }), (text) => {
        output += text;
    });
    let closed;
    const close = () => {
        closed ??= running.close();
        return closed;
    };
    cleanup(close);
    return { ...callerOf(`http://127.0.0.1:${running.port}`), output: () => output, close };
}
/** The gateway as its own process. */
export async function launchGateway(env = {}) {
    const running = launch(env);
    const url = await new Promise((done, refuse) => {
        running.child.stdout?.on('data', () => {
            const found = /(http:\/\/[^/\s]+)\/\n[\s\S]*Ctrl\+C/.exec(running.output());
            if (found?.[1])
                done(found[1]);
        });
        running.ended.then((code) => refuse(new Error(`ended with ${code}: ${running.output()}`)));
    });
    const stop = () => {
        running.child.kill('SIGTERM');
        return running.ended;
    };
    return { ...running, ...callerOf(url), stop };
}
/** Settings for a gateway that asks the fake MAX at `url`. */
export const withMax = (url, more = {}) => ({
    CID_VERIFIER: 'max',
    CID_MAX_URL: url,
    CID_MAX_TOKEN_FILE: file(`${TOKEN}\n`),
    CID_BENEFITS: 'student,large-family,age,pensioner,disability',
    ...more,
});
export async function freePort() {
    const server = createServer();
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address();
    await new Promise((done) => server.close(done));
    return port;
}
/** Debian's `redis-server` on a free port, keeping nothing. @param options after its own, @param first before them. */
export async function startRedis(port, options = [], first = []) {
    const at = port ?? (await freePort());
    const child = spawn('redis-server', [
        ...first,
        ...['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder()],
        ...options,
    ], { stdio: 'ignore' });
    watch(child);
    const ended = new Promise((done, refuse) => {
        child.on('close', () => done());
        child.on('error', refuse);
    });
    const stop = async () => {
        child.kill('SIGKILL');
        await ended;
    };
    cleanup(stop);
    for (;;) {
        const up = await new Promise((done) => {
            const socket = connect(at, '127.0.0.1', () => {
                socket.destroy();
                done(true);
            });
            socket.on('error', () => done(false));
        });
        if (up)
            return { url: `redis://127.0.0.1:${at}`, port: at, pid: child.pid ?? 0, stop };
        await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
        if (child.exitCode !== null)
            throw new Error('redis-server did not start');
    }
}
//# sourceMappingURL=harness.js.map