/** What watches an unarmed page and what reads a scan: loaded beside the wedge, which can be armed without it. */
export { isBeginning } from './interpret.js';
export { PassiveGuard } from './passive-guard.js';
export { ScanJudge } from './scan-judge.js';
