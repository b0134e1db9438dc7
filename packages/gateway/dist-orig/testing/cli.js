/** Runs `cid-gateway` commands: in this process, or as one of their own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCli } from '../cli/cli.js';
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
const result = (code, out, err) => ({
    code,
    out,
    err,
    json: () => JSON.parse(out),
});
/** In this process: a command takes milliseconds. `serve` starts nothing. */
export async function cli(args, env = {}) {
    let out = '';
    let err = '';
    const code = await runCli(args, {
        env,
        out: (text) => {
            out += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
        },
        err: (text) => {
            err += text;
        },
    }, { version: '0.0.0', serve: async () => { } });
    return result(code, out, err);
}
/** As an administrator runs it. */
export function cliProcess(args, env = {}) {
    return new Promise((done, refuse) => {
        const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
        let out = '';
        let err = '';
        child.stdout.on('data', (data) => {
            out += data;
        });
        child.stderr.on('data', (data) => {
            err += data;
        });
        child.on('error', refuse);
        child.on('close', (code) => done(result(code, out, err)));
    });
}
//# sourceMappingURL=cli.js.map