// Our own reader (assembly/) as JavaScript, for pages where wasm is forbidden; written by build-reader.mjs.
import type { ReaderExports } from '../reader.js';

export declare const memory: ReaderExports['memory'];
export declare const allocatePicture: ReaderExports['allocatePicture'];
export declare const preparePicture: ReaderExports['preparePicture'];
export declare const clearFinders: ReaderExports['clearFinders'];
export declare const codeCorners: ReaderExports['codeCorners'];
export declare const codeSeen: ReaderExports['codeSeen'];
export declare const restart: ReaderExports['restart'];
export declare const detectFinders: ReaderExports['detectFinders'];
export declare const readTriples: ReaderExports['readTriples'];
export declare const readDottedTriples: ReaderExports['readDottedTriples'];
export declare const readInferredDotted: ReaderExports['readInferredDotted'];
export declare const readInferred: ReaderExports['readInferred'];
export declare const passView: ReaderExports['passView'];
export declare const dataBytes: ReaderExports['dataBytes'];
export declare const resultInfo: ReaderExports['resultInfo'];
