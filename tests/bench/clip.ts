import { card, code, type Screen } from './card.js';
import { digitalIdCard, digitalIdCode } from './digital-id-card.js';
import { DIGITAL_ID_STYLES, type DigitalIdStyle, LENS, type Style } from './params.js';
import { Random } from './random.js';
import { film } from './webcam.js';

/**
 * A film of one visit: the phone moves into view, the focus settles, then the hand is still. Times in
 * seconds.
 */
export const CLIP = {
  width: 1280,
  height: 720,
  /** Chromium plays an MJPEG file at 30 fps, so every drawn frame is shown twice. */
  fps: 15,
  enters: 1,
  focusFrom: 1.3,
  focusAt: 1.95,
  ends: 6,
  /** Number of different frames in the still part, repeated in turn. */
  stills: 6,
  side: 0.55,
  /** Defocus and motion blur before it settles, modules. At or below `sharp` it is in focus. */
  sharp: 0.2,
  defocus: 2.4,
  motion: 1.5,
};

export interface Clip {
  text: string;
  /** Time from which it is in focus, seconds into the clip. */
  inFocus: number;
  /** One image per played frame (30 fps). */
  frames: Blob[];
}

const isDigitalId = (style: Style | DigitalIdStyle): style is DigitalIdStyle =>
  (DIGITAL_ID_STYLES as readonly string[]).includes(style);

export async function clip(style: Style | DigitalIdStyle, seed: number): Promise<Clip> {
  const random = new Random('clip', style, seed);
  const symbol = isDigitalId(style) ? digitalIdCode(random) : code(style, random);
  const { text, modules } = symbol;
  const side = CLIP.side * CLIP.height;
  const cell = Math.round((2 * side) / modules.length);
  /** The same card in every frame; an alternating card at another phase. */
  const shown = (time: number): Screen => {
    if (!isDigitalId(style)) return card(style, modules, cell, new Random('card', style, seed));
    return digitalIdCard(style, symbol, cell, new Random('card', style, seed), new Random('moment', time));
  };
  const screen = shown(0);
  const still = {
    yaw: random.either([0, 0.12]),
    pitch: random.either([0, 0.12]),
    roll: random.either([0, 0.1]),
  };
  const shot = async (time: number) => {
    const away = Math.max(0, 1 - time / CLIP.enters) ** 2;
    const soft = Math.min(1, Math.max(0, (CLIP.focusAt - time) / (CLIP.focusAt - CLIP.focusFrom)));
    const motion = time < CLIP.enters ? CLIP.motion * (1 - time / CLIP.enters) : 0;
    const lens = {
      ...LENS.good,
      defocus: [CLIP.defocus * soft, CLIP.defocus * soft] as const,
      motion: [motion, motion] as const,
    };
    const pose = { ...still, side, dx: 60 * away, dy: CLIP.height * 0.95 * away };
    const grain = new Random('grain', time);
    const world = new Random('world', style, seed);
    const now = style === 'alternating' ? shown(time) : screen;
    return (await film(now, lens, CLIP.width, CLIP.height, world, pose, grain)).blob;
  };
  const moving = Math.ceil((CLIP.focusAt + 0.1) * CLIP.fps);
  const drawn: Blob[] = [];
  for (let i = 0; i < moving + CLIP.stills; i++) drawn.push(await shot(i / CLIP.fps));
  const frames: Blob[] = [];
  for (let i = 0; i < CLIP.ends * CLIP.fps; i++) {
    const blob = drawn[i < moving ? i : moving + ((i - moving) % CLIP.stills)]!;
    frames.push(blob, blob);
  }
  const settles = CLIP.focusAt - CLIP.focusFrom;
  return { text, inFocus: CLIP.focusAt - (CLIP.sharp / CLIP.defocus) * settles, frames };
}
