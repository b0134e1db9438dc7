/** The colours and shape of every element, as text: `<cid-info>` and the page without scripts have them too. */

/** Name, light, dark, and under forced colours «Canvas» or «CanvasText». A page sets `--cid-` and the name. */
const COLOURS: readonly (readonly [name: string, light: string, dark: string, forced: '' | 'Text'])[] = [
  ['text', '#1a1d21', '#f2f4f6', 'Text'],
  ['muted', '#40464e', '#c3cad2', 'Text'],
  ['surface', '#fff', '#16191d', ''],
  ['field', '#f3f5f7', '#23282e', ''],
  ['border', '#767d86', '#8d97a3', 'Text'],
  ['accent', '#14508c', '#9cc9f5', 'Text'],
  ['accent-text', '#fff', '#0b1a29', ''],
  ['positive', '#0b5a2a', '#8fe3ac', 'Text'],
  ['positive-field', '#e8f5ec', '#14291c', ''],
  ['caution', '#6b3d00', '#ffcf8a', 'Text'],
  ['training', '#5b1a86', '#dcb3ff', 'Text'],
  ['training-field', '#f1e4fa', '#33224a', ''],
];

const paint = (look: 1 | 2) =>
  COLOURS.map((colour) => `--${colour[0]}:var(--cid-${colour[0]},${colour[look]});`).join('');
const forced = COLOURS.map((colour) => `--${colour[0]}:Canvas${colour[3]};`).join('');

export const tokens =
  `.root{all:initial;--radius:var(--cid-radius,8px);${paint(1)}}.root.dark{color-scheme:dark;${paint(2)}}` +
  '@media (prefers-contrast:more){.root.root{--muted:var(--text);--border:var(--text);--field:var(--surface)}}' +
  `@media (forced-colors:active){.root.root.root.root{${forced}}}`;
