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

/** The specification of a frame. Plain data that can be sent to a worker. */
export interface FrameSpec {
  seed: number;
  index: number;
  style: Style | DigitalIdStyle;
  condition: Condition;
  width: number;
  height: number;
}

/** A frame and the text that must be read in it. */
export interface Frame extends FrameSpec {
  text: string;
  image: ImageData;
  blob: Blob;
  /** Number of modules in a row. */
  modules: number;
  /** Outer corners of the code in the frame, px: top left, top right, bottom right, bottom left. */
  corners: Point[];
}

/** Every style under every condition, with alternating sizes. */
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

/** The frames in the older styles: 504 = 8 × 7 × 9. */
export const plan = (count = 504, seed = 1): FrameSpec[] => planOf(STYLES, count, seed);

/** The frames of Digital ID cards: 189 = 3 × 7 × 9. */
export const planDigitalId = (count = 189, seed = 1): FrameSpec[] => planOf(DIGITAL_ID_STYLES, count, seed);

const isDigitalId = (style: FrameSpec['style']): style is DigitalIdStyle =>
  (DIGITAL_ID_STYLES as readonly string[]).includes(style);

const begin = (spec: FrameSpec) => new Random(spec.seed, spec.index, spec.style, spec.condition);

const symbolOf = (style: FrameSpec['style'], random: Random) =>
  isDigitalId(style) ? digitalIdCode(random) : code(style, random);

/** The text of a frame and its module size in px without foreshortening, calculated without drawing. */
export function expected(spec: FrameSpec): { text: string; modulePx: number } {
  const random = begin(spec);
  const { text, modules } = symbolOf(spec.style, random);
  const { side } = pose(LENS[spec.condition], spec.width, spec.height, random);
  return { text, modulePx: side / modules.length };
}

/** Draws one frame. The same specification gives the same pixels in the same browser. */
export async function render(spec: FrameSpec): Promise<Frame> {
  const { style } = spec;
  const random = begin(spec);
  const lens = LENS[spec.condition];
  const symbol = symbolOf(style, random);
  const { text, modules } = symbol;
  const where = pose(lens, spec.width, spec.height, random);
  // Drawn at twice the resolution of the frame, so that the projection can average.
  const cell = Math.min(20, Math.max(8, Math.round((2 * where.side) / modules.length)));
  const screen: Screen = isDigitalId(style)
    ? digitalIdCard(style, symbol, cell, random)
    : card(style, modules, cell, random);
  const corners = cornersOf(screen, where, spec.width, spec.height);
  const filmed = await film(screen, lens, spec.width, spec.height, random, where);
  return { ...spec, text, corners, modules: modules.length, ...filmed };
}
