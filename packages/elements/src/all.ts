/** Registers every element. */
import './check/define.js';
import './info/define.js';

export * from './index.js';
