import { card, code } from './card.js';
import { CONDITIONS, type Condition, LENS, SIZES, STYLES, type Style } from './params.js';
import { Random } from './random.js';
import { film, pose } from './webcam.js';

export { CONDITIONS, type Condition, LENS, SIZES, STYLES, type Style } from './params.js';

/** One frame to be made: pure data, may be sent to a worker. */
export interface FrameSpec {
  seed: number;
  index: number;
  style: Style;
  condition: Condition;
  width: number;
  height: number;
}

/** A frame: the picture and the text that must be read. */
export interface Frame extends FrameSpec {
  text: string;
  image: ImageData;
  blob: Blob;
}

/** The list of frames: every style under every condition, sizes in turn; 504 = 8 × 7 × 9. */
export function plan(count = 504, seed = 1): FrameSpec[] {
  const specs: FrameSpec[] = [];
  const cells = STYLES.length * CONDITIONS.length;
  for (let index = 0; index < count; index++) {
    const cell = index % cells;
    const round = Math.floor(index / cells);
    const condition = cell % CONDITIONS.length;
    const style = Math.floor(cell / CONDITIONS.length);
    const [width, height] = SIZES[(round + style + condition) % SIZES.length]!;
    specs.push({ seed, index, style: STYLES[style]!, condition: CONDITIONS[condition]!, width, height });
  }
  return specs;
}

const begin = (spec: FrameSpec) => new Random(spec.seed, spec.index, spec.style, spec.condition);

/** The text in a frame, without drawing it. */
export const expected = (spec: FrameSpec): string => code(spec.style, begin(spec)).text;

/** Draws and films one frame. The same spec gives the same pixels in the same browser. */
export async function render(spec: FrameSpec): Promise<Frame> {
  const random = begin(spec);
  const lens = LENS[spec.condition];
  const { text, modules } = code(spec.style, random);
  const where = pose(lens, spec.width, spec.height, random);
  // Twice as fine as the frame sees it, so that the warp has something to average.
  const cell = Math.min(20, Math.max(8, Math.round((2 * where.side) / modules.length)));
  const screen = card(spec.style, modules, cell, random);
  return { ...spec, text, ...(await film(screen, lens, spec.width, spec.height, random, where)) };
}
