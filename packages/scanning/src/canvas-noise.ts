/**
 * Detects falsified canvas pixels (fingerprint protection, such as Firefox's `privacy.resistFingerprinting`).
 */

const SIDE_PX = 8;
/** Colour management changes a channel slightly; falsified pixels are random or all white. */
const TOLERANCE = 8;

/** Draws known pixels and reads them back: no API exposes the setting. */
export function isCanvasFalsified(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  const colourOf = (x: number, y: number) => ((x + y) % 2 ? [230, 40, 10] : [10, 60, 200]);
  for (let y = 0; y < SIDE_PX; y++) {
    for (let x = 0; x < SIDE_PX; x++) {
      context.fillStyle = `rgb(${colourOf(x, y).join()})`;
      context.fillRect(x, y, 1, 1);
    }
  }
  const { data } = context.getImageData(0, 0, SIDE_PX, SIDE_PX);
  for (let i = 0; i < SIDE_PX * SIDE_PX; i++) {
    const wanted = colourOf(i % SIDE_PX, Math.floor(i / SIDE_PX));
    if (wanted.some((value, channel) => Math.abs(value - (data[i * 4 + channel] ?? 0)) > TOLERANCE))
      return true;
  }
  return false;
}
