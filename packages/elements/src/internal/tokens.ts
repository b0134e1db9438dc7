/** Design tokens of every element, as text, also for `<cid-info>` and the page without scripts. */

/** A page overrides it by `--cid-` and the name. */
type Colour = readonly [name: string, light: string, dark: string];

const COLOURS: readonly Colour[] = [
  ['text', '#1a1d21', '#f2f4f6'],
  ['muted', '#40464e', '#c3cad2'],
  ['surface', '#fff', '#16191d'],
  ['field', '#f3f5f7', '#23282e'],
  ['border', '#767d86', '#8d97a3'],
  ['accent', '#14508c', '#9cc9f5'],
];
/** Colours that only a check uses. */
const CHECK_COLOURS: readonly Colour[] = [
  ['accent-text', '#fff', '#0b1a29'],
  ['positive', '#0b5a2a', '#8fe3ac'],
  ['positive-field', '#e8f5ec', '#14291c'],
  ['caution', '#6b3d00', '#ffcf8a'],
  ['training', '#5b1a86', '#dcb3ff'],
  ['training-field', '#f1e4fa', '#33224a'],
];

const paint = (colours: readonly Colour[], look: 1 | 2) =>
  colours.map((colour) => `--${colour[0]}:var(--cid-${colour[0]},${colour[look]});`).join('');
/** System colours for forced-colors mode: backgrounds, texts and lines. */
const forced = (colours: readonly Colour[]) =>
  colours.map(([name]) => `--${name}:Canvas${/field|surface|accent-/.test(name) ? '' : 'Text'};`).join('');

const tokensOf = (colours: readonly Colour[]) =>
  `.root{all:initial;--radius:var(--cid-radius,8px);${paint(colours, 1)}}.root.dark{color-scheme:dark;${paint(colours, 2)}}` +
  '@media (prefers-contrast:more){.root.root{--muted:var(--text);--border:var(--text);--field:var(--surface)}}' +
  `@media (forced-colors:active){.root.root.root.root{${forced(colours)}}}`;

/** For `<cid-info>`. */
export const tokens = tokensOf(COLOURS);
/** For all other elements. */
export const checkTokens = /* @__PURE__ */ tokensOf([...COLOURS, ...CHECK_COLOURS]);
