import { SYSTEM_CLOCK } from './store/store.js';
const LOOK_INTERVAL_MS = 5_000;
/** Smaller corrections are those of a time service at work. */
const STEP_MS = 2_000;
/** How long a step is told in `/readyz`. */
const TOLD_MS = 600_000;
export function watchClock(log, { wall, monotonic } = SYSTEM_CLOCK) {
    let apart = wall() - monotonic();
    let steppedAt = Number.NEGATIVE_INFINITY;
    const look = () => {
        const now = wall() - monotonic();
        const step = now - apart;
        apart = now;
        if (Math.abs(step) < STEP_MS)
            return;
        steppedAt = monotonic();
        log({ level: 'warn', event: 'clock-step', error: step > 0 ? 'FORWARD' : 'BACK', stepMs: Math.abs(step) });
    };
    const timer = setInterval(look, LOOK_INTERVAL_MS).unref();
    return {
        stepped() {
            look();
            return monotonic() - steppedAt < TOLD_MS;
        },
        look,
        close: () => clearInterval(timer),
    };
}
//# sourceMappingURL=clock.js.map