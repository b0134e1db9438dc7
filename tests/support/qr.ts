/** A QR code on a phone as a camera sees it. */
import type { JSHandle } from 'playwright-core';
import encodeQR from 'qr';

interface Target {
  evaluateHandle<A, R>(job: (argument: A) => R, argument: A): Promise<JSHandle<R>>;
}

/** Runs in the page, which may forbid external pictures. */
function drawPhone(rows: readonly (readonly boolean[])[]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const size = Math.floor(400 / rows.length);
  const draw = () => {
    context.fillStyle = '#333';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = '#fff';
    context.fillRect(80, 0, 480, 480);
    context.fillStyle = '#102030';
    for (const [y, row] of rows.entries())
      for (const [x, dark] of row.entries())
        if (dark) context.fillRect(120 + x * size, 40 + y * size, size, size);
  };
  draw();
  // A captured stream has a new frame only after drawing.
  setInterval(draw, 50);
  return canvas;
}

/** A canvas in the page that shows a phone with this code, for capturing a stream. */
export const phoneCanvas = (page: Target, text: string): Promise<JSHandle<HTMLCanvasElement>> =>
  page.evaluateHandle(drawPhone, encodeQR(text, 'raw', { ecc: 'medium' }));
