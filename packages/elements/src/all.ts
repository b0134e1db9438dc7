/** Registers every element. */
import './check/define.js';

export * from './index.js';
