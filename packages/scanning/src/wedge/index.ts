export { Wedge } from './wedge.js';
export {
  type DisarmReason,
  STARTS,
  type WedgeClock,
  type WedgeOptions,
  type WedgeProblem,
} from './wedge-options.js';
