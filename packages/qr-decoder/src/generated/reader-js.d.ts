// Our own reader (assembly/) as JavaScript, for pages where wasm is forbidden; written by build-reader.mjs.
import type { ReaderExports } from '../reader.js';

export declare const memory: ReaderExports['memory'];
export declare const begin: ReaderExports['begin'];
export declare const prepare: ReaderExports['prepare'];
export declare const look: ReaderExports['look'];
export declare const solve: ReaderExports['solve'];
export declare const dotted: ReaderExports['dotted'];
export declare const guess: ReaderExports['guess'];
export declare const view: ReaderExports['view'];
export declare const bytes: ReaderExports['bytes'];
export declare const meta: ReaderExports['meta'];
