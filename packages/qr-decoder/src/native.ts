/**
 * The native BarcodeDetector of browsers on Android, macOS and ChromeOS. Some of them never detect anything,
 * so it is used only after a self-test with a dark-on-light and an inverted code, and only for frames that
 * our own passes fail on.
 */
import type { DecoderImage } from './types.js';

interface Detector {
  detect(image: DecoderImage): Promise<{ rawValue: string; format: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

export type Native = (image: DecoderImage) => Promise<string | null>;

/** Self-test code of version 1: one base-36 number for each row, the leftmost module its highest bit. */
const ROWS =
  '18m7z mxq9 wqjh wpct wspp mtz5 18prz lc txci fiof twdb pf0h p2kx 59f 18m3r mw1l ws85 wq4m wsnl mukm 18qjb';
const SELF_TEST_TEXT = 'cid';

const MODULE_PX = 8;
/** Timeout; a detector that exceeds it is not called again. */
const TIMEOUT_MS = 2_000;

function picture(inverted: boolean): Promise<ImageBitmap> {
  const rows = ROWS.split(' ').map((row) => Number.parseInt(row, 36));
  const size = (rows.length + 8) * MODULE_PX;
  const image = new ImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer).fill(inverted ? 0xff000000 : 0xffffffff);
  for (let y = 0; y < rows.length * MODULE_PX; y++)
    for (let x = 0; x < rows.length * MODULE_PX; x++)
      if (((rows[Math.floor(y / MODULE_PX)] ?? 0) >> (rows.length - 1 - Math.floor(x / MODULE_PX))) & 1)
        pixels[(y + 4 * MODULE_PX) * size + x + 4 * MODULE_PX] = inverted ? 0xffffffff : 0xff000000;
  return createImageBitmap(image);
}

/** The native detector, or null if it is missing or fails the self-test. Neither promise rejects. */
export async function nativeDetector(): Promise<Native | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (typeof BarcodeDetector !== 'function') return null;
  try {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    let dead = false;
    const read: Native = async (image) => {
      if (dead) return null;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never[]>((resolve) => {
        timer = setTimeout(() => {
          dead = true;
          resolve([]);
        }, TIMEOUT_MS);
      });
      try {
        const [first] = await Promise.race([detector.detect(image), late]);
        return first?.format === 'qr_code' && first.rawValue ? first.rawValue : null;
      } catch {
        return null;
      } finally {
        clearTimeout(timer);
      }
    };
    for (const inverted of [false, true]) {
      const bitmap = await picture(inverted);
      const text = await read(bitmap);
      bitmap.close();
      if (text !== SELF_TEST_TEXT) return null;
    }
    return read;
  } catch {
    return null;
  }
}
