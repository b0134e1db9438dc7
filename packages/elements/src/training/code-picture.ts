/**
 * The code on a simulated visitor's phone: over their portrait as on the real screen, or alone as on a
 * poster.
 */
import { _alignmentPatterns, encodeQR } from 'qr';
import { type Person, picture, portrait, shape } from './portrait.js';

const SIDE_PX = 200;
/** Quiet zone in modules; the lightened portrait is visible in it. */
const QUIET_MODULES = 3;
/** Width of a dot in modules. */
const DOT_SIZE = 0.74;

/** Two paths of the modules of a code. Modules are dots, except in finder, timing and alignment patterns. */
function codePaths(text: string, width: number): { readonly dark: string; readonly light: string } {
  const modules = encodeQR(text, 'raw', { ecc: 'quartile', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const size = modules.length;
  const unit = SIDE_PX / (size + 2 * QUIET_MODULES);
  const marks = _alignmentPatterns((size - 17) / 4);
  const last = size - 7;
  const solid = (x: number, y: number): boolean =>
    (x < 8 && y < 8) ||
    (x > last - 2 && y < 8) ||
    (x < 8 && y > last - 2) ||
    x === 6 ||
    y === 6 ||
    (marks.some((mark) => Math.abs(mark - x) < 3) && marks.some((mark) => Math.abs(mark - y) < 3));
  let dark = '';
  let light = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const whole = solid(x, y);
      const edge = whole ? 1 : width;
      const at = (n: number) => ((n + QUIET_MODULES + (1 - edge) / 2) * unit).toFixed(2);
      const side = (edge * unit).toFixed(2);
      const dot = `M${at(x)} ${at(y)}h${side}v${side}h-${side}z`;
      if (modules[y]?.[x]) dark += dot;
      else light += dot;
    }
  }
  return { dark, light };
}

/** A code over the lightened portrait. */
export function codeOverPhoto(label: string, person: Person, text: string): SVGElement {
  const { dark, light } = codePaths(text, DOT_SIZE);
  return picture(
    label,
    shape('rect', { width: SIDE_PX, height: SIDE_PX, fill: '#fff' }),
    shape('g', { opacity: 0.55 }, portrait(person, 'photo')),
    shape('path', { d: light, fill: '#fff', opacity: 0.72 }),
    shape('path', { d: dark, fill: '#26124a', opacity: 0.94 }),
  );
}

/** A code without a photo. */
export function plainCode(label: string, text: string): SVGElement {
  return picture(
    label,
    shape('rect', { width: SIDE_PX, height: SIDE_PX, fill: '#fff' }),
    shape('path', { d: codePaths(text, 1).dark, fill: '#000' }),
  );
}
