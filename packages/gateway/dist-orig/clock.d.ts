/**
 * Notices that the clock of the machine was set. Limits and replay memory use the monotonic clock;
 * receipts, months of counts, log lines and the end of enrolments go by the calendar.
 */
import type { Log } from './log.js';
import { type Clock } from './store/store.js';
export interface ClockWatch {
    /** Whether the clock was set in the last ten minutes. */
    stepped(): boolean;
    /** Looks now, and not only when the next look is due. */
    look(): void;
    close(): void;
}
export declare function watchClock(log: Log, { wall, monotonic }?: Clock): ClockWatch;
//# sourceMappingURL=clock.d.ts.map