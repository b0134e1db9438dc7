/** Secrets live in files and are read again whenever they are used: a new token or key needs no restart. */
import { readFile } from 'node:fs/promises';
/** The one token of a file's content, or `undefined` if it cannot be a header's value. */
export function parseToken(content) {
    const token = content.replace(/^\uFEFF/, '').trim();
    return /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
}
export async function readToken(path) {
    try {
        return parseToken(await readFile(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** The bare keys of a file of caller keys: lines of one word. */
export const bareKeys = (content) => content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/\s/.test(line));
//# sourceMappingURL=secrets.js.map