/** Registers every element. */
import './check/define.js';
import './fallback/define.js';
import './goskan/define.js';
import './info/define.js';
import './result/define.js';

export * from './index.js';
