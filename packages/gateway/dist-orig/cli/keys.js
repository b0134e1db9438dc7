/** Caller keys on the command line: made, listed and revoked in the file that the gateway watches. */
import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { formatKeyLine, parseKeyFile, sha256 } from '../enrolment/keys-file.js';
import { CommandError, EXIT_CONFIG } from './io.js';
async function readIfThere(path) {
    try {
        return await readFile(path, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return '';
        throw new CommandError('CID_CALLER_KEYS_FILE cannot be read.');
    }
}
function parse(content) {
    const parsed = parseKeyFile(content);
    if ('problems' in parsed)
        throw new CommandError(`CID_CALLER_KEYS_FILE is not usable: ${parsed.problems.join('; ')}.`, EXIT_CONFIG);
    return parsed.lines;
}
/** Makes a key. Without a file the administrator adds the line. */
export async function makeKey(path, name, details) {
    const key = randomBytes(32).toString('base64url');
    const line = formatKeyLine({ name, secret: sha256(key), details });
    if (path === undefined)
        return { key, line, written: false };
    const content = await readIfThere(path);
    if (parse(content).some((one) => one.name === name))
        throw new CommandError(`${name} has a key already. Revoke it first, or choose another name.`);
    await appendFile(path, `${content === '' || content.endsWith('\n') ? '' : '\n'}${line}\n`, { mode: 0o600 });
    return { key, line, written: true };
}
export async function listKeys(path) {
    return path === undefined ? [] : parse(await readIfThere(path));
}
/** Removes every line of the name and keeps the rest, comments included; how many lines went. */
export async function revokeKeys(path, name) {
    if (path === undefined)
        return 0;
    const content = await readIfThere(path);
    parse(content);
    const lines = content.split('\n');
    const kept = lines.filter((line) => {
        const trimmed = line.trim();
        return trimmed.startsWith('#') || !/\s/.test(trimmed) || trimmed.split(/\s+/)[0] !== name;
    });
    if (kept.length === lines.length)
        return 0;
    // Renamed into place, so that the gateway never reads half a file; with the mode and owner it had, so that the
    // gateway can read it although an administrator has written it.
    const { mode, uid, gid } = await stat(path);
    await writeFile(`${path}.new`, kept.join('\n'), { mode: mode & 0o777 });
    await chown(`${path}.new`, uid, gid).catch(() => { });
    await rename(`${path}.new`, path);
    return lines.length - kept.length;
}
//# sourceMappingURL=keys.js.map