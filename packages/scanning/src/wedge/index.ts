export { type Disarm, STARTS, Wedge, type WedgeClock, type WedgeOptions } from './wedge.js';
