// Exports of the reader; src/reader.ts calls them.
import { bitsStride } from './binarize';
import { DATA_BYTES, dataLength, dataLevel, dataLogChance, dataVersion } from './codewords';
import { passBits, passHeight, passPlane, passWidth } from './reader';

export { clearFinders, codeCorners } from './code-place';
export { codeSeen } from './code-seen';
export {
  allocatePicture,
  detectFinders,
  preparePicture,
  readDottedTriples,
  readInferred,
  readInferredDotted,
  readTriples,
  restart,
} from './reader';

@unmanaged
class ResultInfo {
  length: i32;
  version: i32;
  level: i32;
  logChance: f32;
}
@unmanaged
class PlaneInfo {
  address: usize;
  rowBytes: i32;
  height: i32;
}
const RESULT = memory.data(16);
const PLANE = memory.data(12);

/** Address of the data bytes of the last success. */
export function dataBytes(): usize {
  return changetype<usize>(DATA_BYTES);
}

/**
 * Address of the last success's data length, version, level (i32 each) and log probability of noise (f32).
 */
export function resultInfo(): usize {
  const info = changetype<ResultInfo>(RESULT);
  info.length = dataLength;
  info.version = dataVersion;
  info.level = dataLevel;
  info.logChance = <f32>dataLogChance;
  return RESULT;
}

/** Address of: address, row length, height of the last gray plane, or with `bits` of the binarized one. */
export function passView(bits: i32): usize {
  const info = changetype<PlaneInfo>(PLANE);
  info.address = bits ? passBits : passPlane;
  info.rowBytes = bits ? bitsStride(passWidth) : passWidth;
  info.height = passHeight;
  return PLANE;
}
