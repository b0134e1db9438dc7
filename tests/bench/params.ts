/**
 * All parameters of the synthetic pictures. They are estimates: when real cards have been filmed, correct
 * this table only. A pair is a range of a uniform distribution. Lengths are in modules (QR cells) unless
 * noted.
 */
export type Range = readonly [number, number];

export const STYLES = ['plain', 'alpha', 'veil', 'dots', 'round', 'logo', 'inverted', 'ink'] as const;
/**
 * Styles of the Digital ID card (card.md): dots over the photograph (style A), squares over a lightened
 * photograph (style B), and style A alternating quickly with a plain code.
 */
export const DIGITAL_ID_STYLES = ['dotted', 'lightened', 'alternating'] as const;
export const CONDITIONS = ['good', 'small', 'blur', 'tilt', 'dim', 'glare', 'moire'] as const;
export const SIZES = [
  [1280, 720],
  [640, 480],
] as const;
export type Style = (typeof STYLES)[number];
export type DigitalIdStyle = (typeof DIGITAL_ID_STYLES)[number];
export type Condition = (typeof CONDITIONS)[number];

/** How the code is drawn over the photo. */
export const OVERLAY = {
  /** Quiet zone; share of cards where it is plain (otherwise it shows the photo), and its lightness. */
  quiet: [1, 4] as Range,
  framed: 0.42,
  frame: [0.75, 1] as Range,
  plain: { ink: [0, 0.2] as Range, paper: [0.88, 1] as Range },
  /** Opacity of dark and of light modules over the bare photo. */
  alpha: { dark: [0.68, 0.95] as Range, light: [0.65, 0.95] as Range },
  /** Opacity of the white veil over the photo, then of the dark modules. */
  veil: { veil: [0.35, 0.65] as Range, dark: [0.65, 1] as Range },
  /** Diameter of the dot of a module; its opacity; remaining contrast of the photo. */
  dots: { diameter: [0.68, 0.95] as Range, opacity: [0.85, 1] as Range, photo: [0.25, 0.65] as Range },
  round: { diameter: [0.86, 1] as Range, veil: [0.65, 0.92] as Range },
  /** Side of the logo, relative to the code. */
  logo: { side: [0.18, 0.26] as Range },
  /**
   * Opacity of the black layer over the photo (also over its margin on `framed` cards), then of the light
   * modules.
   */
  inverted: { shade: [0.25, 0.55] as Range, light: [0.42, 0.88] as Range },
  /** Lightness (HSL) of ink and tinted paper, saturation of the ink, and opacity of the veil on the photo. */
  ink: {
    ink: [0.42, 0.7] as Range,
    saturation: [0.5, 1] as Range,
    paper: [0.86, 0.97] as Range,
    veil: [0.6, 1] as Range,
  },
} as const;

/** The card of the Digital ID as seen on slides and in one photograph. Lengths in modules. */
export const DIGITAL_ID = {
  quiet: [1.2, 1.5] as Range,
  /** Width of the coloured frame around the white margin. */
  frame: [1.5, 3] as Range,
  /** Hue, saturation and lightness of the frame: age, student, large family. */
  colours: [
    [178, 70, 42],
    [248, 72, 58],
    [325, 75, 48],
  ] as const,
  dotted: {
    /** Diameter of a dot; radius of the outer corner of a finder and of the white panel under it. */
    diameter: [0.37, 0.44] as Range,
    finderRadius: [0.9, 1.6] as Range,
    panelRadius: [0, 2] as Range,
  },
  /** Opacity of the white veil over the photograph; lightness of the modules. */
  lightened: { veil: [0.5, 0.75] as Range, ink: [0, 0.12] as Range },
  /**
   * Position of the line between the two pictures and width of the blend, relative to the side of the square.
   */
  alternating: { moment: [-0.4, 1.4] as Range, band: [0.05, 1.2] as Range },
  /** Share of faces with glasses; hair is drawn in strands. */
  face: { glasses: 0.4, strands: true },
};

export interface Lens {
  /** Side of the whole code in the frame, relative to the frame's height. */
  side: Range;
  /** Rotation about the vertical and horizontal axes and in the plane, degrees in either direction. */
  yaw: Range;
  pitch: Range;
  roll: Range;
  /** Defocus sigma and length of motion blur, modules; blur of the lens, px. */
  defocus: Range;
  motion: Range;
  lens: Range;
  /**
   * Levels of white (1 = just clipped) and black, noise sigma at white, and additional noise in the dark
   * (0…1).
   */
  white: Range;
  black: Range;
  noise: Range;
  /** Number, radius (relative to the code) and strength of reflections; haze over the glass. */
  glares: Range;
  glareRadius: Range;
  glareStrength: Range;
  haze: Range;
  /** Moiré: amplitude and period, px. */
  moire: Range;
  moirePeriod: Range;
  vignette: Range;
  jpeg: Range;
}

const GOOD: Lens = {
  side: [0.42, 0.68],
  yaw: [0, 10],
  pitch: [0, 10],
  roll: [0, 12],
  defocus: [0, 0.15],
  motion: [0, 0.15],
  lens: [0.4, 0.8],
  white: [0.75, 1.1],
  black: [0.02, 0.1],
  noise: [0.004, 0.014],
  glares: [0, 0],
  glareRadius: [0, 0],
  glareStrength: [0, 0],
  haze: [0, 0.06],
  moire: [0, 0.03],
  moirePeriod: [5, 12],
  vignette: [0.05, 0.25],
  jpeg: [0.55, 0.85],
};

/** Changes of each condition relative to `good`. */
export const LENS: Record<Condition, Lens> = {
  good: GOOD,
  small: { ...GOOD, side: [0.21, 0.32] },
  blur: { ...GOOD, defocus: [0.27, 0.57], motion: [0, 0.5] },
  tilt: { ...GOOD, yaw: [15, 42], pitch: [10, 35], roll: [0, 45] },
  dim: { ...GOOD, white: [0.2, 0.45], black: [0.02, 0.08], noise: [0.007, 0.022] },
  glare: {
    ...GOOD,
    glares: [1, 2],
    glareRadius: [0.1, 0.3],
    glareStrength: [0.5, 1.5],
    haze: [0.02, 0.14],
  },
  moire: { ...GOOD, moire: [0.1, 0.3], moirePeriod: [3, 12] },
};
