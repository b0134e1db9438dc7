import { card, code, type Screen } from './card.js';
import { digitalIdCard, digitalIdCode } from './digital-id-card.js';
import {
  CONDITIONS,
  type Condition,
  DIGITAL_ID_STYLES,
  type DigitalIdStyle,
  LENS,
  SIZES,
  STYLES,
  type Style,
} from './params.js';
import { Random } from './random.js';
import { cornersOf, film, type Point, pose } from './webcam.js';

export {
  CONDITIONS,
  type Condition,
  DIGITAL_ID_STYLES,
  type DigitalIdStyle,
  LENS,
  SIZES,
  STYLES,
  type Style,
} from './params.js';

/** One frame to be made: pure data, may be sent to a worker. */
export interface FrameSpec {
  seed: number;
  index: number;
  style: Style | DigitalIdStyle;
  condition: Condition;
  width: number;
  height: number;
}

/** A frame: the picture and the text that must be read. */
export interface Frame extends FrameSpec {
  text: string;
  image: ImageData;
  blob: Blob;
  /** Modules in a row. */
  modules: number;
  /** The code's outer corners in the frame, px: top left, top right, bottom right, bottom left of the symbol. */
  corners: Point[];
}

/** Every style under every condition, sizes in turn. */
function planOf(styles: readonly FrameSpec['style'][], count: number, seed: number): FrameSpec[] {
  const specs: FrameSpec[] = [];
  const cells = styles.length * CONDITIONS.length;
  for (let index = 0; index < count; index++) {
    const cell = index % cells;
    const round = Math.floor(index / cells);
    const condition = cell % CONDITIONS.length;
    const style = Math.floor(cell / CONDITIONS.length);
    const [width, height] = SIZES[(round + style + condition) % SIZES.length]!;
    specs.push({ seed, index, style: styles[style]!, condition: CONDITIONS[condition]!, width, height });
  }
  return specs;
}

/** The list of frames in the old styles: 504 = 8 × 7 × 9. */
export const plan = (count = 504, seed = 1): FrameSpec[] => planOf(STYLES, count, seed);

/** The list of frames of Digital ID cards: 189 = 3 × 7 × 9. */
export const planDigitalId = (count = 189, seed = 1): FrameSpec[] => planOf(DIGITAL_ID_STYLES, count, seed);

const isDigitalId = (style: FrameSpec['style']): style is DigitalIdStyle =>
  (DIGITAL_ID_STYLES as readonly string[]).includes(style);

const begin = (spec: FrameSpec) => new Random(spec.seed, spec.index, spec.style, spec.condition);

const symbolOf = (style: FrameSpec['style'], random: Random) =>
  isDigitalId(style) ? digitalIdCode(random) : code(style, random);

/** What a frame will hold, without drawing it: its text, and px of a module where it is not foreshortened. */
export function expected(spec: FrameSpec): { text: string; modulePx: number } {
  const random = begin(spec);
  const { text, modules } = symbolOf(spec.style, random);
  const { side } = pose(LENS[spec.condition], spec.width, spec.height, random);
  return { text, modulePx: side / modules.length };
}

/** Draws and films one frame. The same spec gives the same pixels in the same browser. */
export async function render(spec: FrameSpec): Promise<Frame> {
  const { style } = spec;
  const random = begin(spec);
  const lens = LENS[spec.condition];
  const symbol = symbolOf(style, random);
  const { text, modules } = symbol;
  const where = pose(lens, spec.width, spec.height, random);
  // Twice as fine as the frame sees it, so that the warp has something to average.
  const cell = Math.min(20, Math.max(8, Math.round((2 * where.side) / modules.length)));
  const screen: Screen = isDigitalId(style)
    ? digitalIdCard(style, symbol, cell, random)
    : card(style, modules, cell, random);
  const corners = cornersOf(screen, where, spec.width, spec.height);
  const filmed = await film(screen, lens, spec.width, spec.height, random, where);
  return { ...spec, text, corners, modules: modules.length, ...filmed };
}
