/**
 * How many calls may be under way at once. A burst waits a moment for the connections that are open: a connection for
 * each of its calls would be opened at the dearest moment, and a TLS handshake costs more than a check.
 */
/** Calls that never wait. */
const FIRST = 16;
/** More calls are let in, so many at a time, while some have waited so long, ms. */
const STEP = 8;
const STEP_MS = 5;
/** A limit that was not needed for so long is given up, ms. */
const CALM_MS = 4_000;
/** @param most calls at once; beyond it a call waits until another ends. */
export function createAdmission(most, now = () => performance.now()) {
    let limit = Math.min(FIRST, most);
    let underWay = 0;
    /** The most that were under way since `calmSince`. */
    let peak = 0;
    let calmSince = now();
    let armed = 0, skipped = 0; let widening = false;
    /** In the order of their arrival. */
    const waiting = new Set();
    function admit() {
        for (const begin of waiting) {
            if (underWay >= limit)
                return;
            waiting.delete(begin);
            begin();
        }
    }
    function widen() {
        widening = false; const late = performance.now() - armed > 15 && ++skipped % 8 !== 0;
        if (waiting.size === 0)
            return;
        if (!late) limit = Math.min(most, limit + STEP);
        admit();
        watch();
    }
    function watch() {
        if (widening || waiting.size === 0 || limit >= most)
            return;
        widening = true; armed = performance.now();
        setTimeout(widen, STEP_MS).unref();
    }
    function end() {
        underWay--;
        if (now() - calmSince >= CALM_MS) {
            limit = Math.max(Math.min(FIRST, most), peak);
            peak = underWay;
            calmSince = now();
        }
        admit();
    }
    return {
        call(start) {
            let started = false;
            let over = false;
            const begin = () => {
                started = true;
                underWay++;
                peak = Math.max(peak, underWay);
                start();
            };
            return {
                enter() {
                    if (underWay < limit && waiting.size === 0)
                        begin();
                    else {
                        waiting.add(begin);
                        watch();
                    }
                },
                leave() {
                    if (over)
                        return;
                    over = true;
                    waiting.delete(begin);
                    if (started)
                        end();
                },
            };
        },
    };
}
//# sourceMappingURL=admission.js.map