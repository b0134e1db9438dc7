import { closeSync, openSync } from 'node:fs';
import Database from 'libsql';
import { REPLAY_MS } from './memory.js';
/**
 * A file that several processes of one machine share. Rows are overwritten when they go (`secure_delete`) and the log
 * is cut after every purge, so that nothing outlives its two minutes by more than some seconds. Throws if the file
 * cannot be opened.
 */
export function createFileStore(path, now = Date.now) {
    closeSync(openSync(path, 'a', 0o600));
    const db = new Database(path);
    db.pragma('busy_timeout = 250');
    db.pragma('journal_mode = WAL');
    db.pragma('secure_delete = ON');
    db.exec('CREATE TABLE IF NOT EXISTS used (hash TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID');
    // One statement, so that the database itself decides who was first.
    const claim = db.prepare('INSERT INTO used (hash, until) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET until = excluded.until WHERE until <= ?');
    const release = db.prepare('DELETE FROM used WHERE hash = ?');
    const expired = db.prepare('DELETE FROM used WHERE until <= ?');
    /** Cuts the log. Whether another process was in the way, so that it must be done again. */
    const cut = () => {
        const [row] = db.pragma('wal_checkpoint(TRUNCATE)');
        return row?.busy !== 0;
    };
    let uncut = false;
    let healthy = true;
    function attempt(work) {
        try {
            const result = work();
            healthy = true;
            return result;
        }
        catch (error) {
            healthy = false;
            throw error;
        }
    }
    const purge = () => {
        try {
            attempt(() => {
                if (expired.run(now()).changes > 0)
                    uncut = true;
                if (uncut)
                    uncut = cut();
            });
        }
        catch {
            // Told by `healthy`; the next purge tries again.
        }
    };
    purge();
    const timer = setInterval(purge, 2_000).unref();
    return {
        claim: async (hash) => attempt(() => claim.run(hash, now() + REPLAY_MS, now()).changes === 1),
        release: async (hash) => {
            attempt(() => release.run(hash));
            uncut = true;
        },
        healthy: () => healthy,
        async close() {
            clearInterval(timer);
            purge();
            db.close();
        },
    };
}
//# sourceMappingURL=file.js.map