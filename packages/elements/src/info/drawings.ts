/**
 * Drawings of the visitor's four steps and of the paper document, without logos, portraits or imitations of
 * screens of MAX or Госуслуги. Presentation attributes keep them legible on sites that strip styles.
 */
import { h, type Tree } from './tree.js';

const drawing = (left: number, width: number, ...content: Tree[]): Tree =>
  h(
    'svg',
    {
      class: 'drawing',
      viewBox: `${left} 0 ${width} 96`,
      width: `${width}`,
      height: '96',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '2',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true',
    },
    ...content,
  );

const line = (d: string, name?: string): Tree => h('path', { d, class: name });
const ink = (d: string, name = 'ink'): Tree =>
  h('path', { d, class: name, fill: 'currentColor', stroke: 'none' });
const box = (x: number, y: number, width: number, height: number, rx: number, name?: string): Tree =>
  h('rect', { x: `${x}`, y: `${y}`, width: `${width}`, height: `${height}`, rx: `${rx}`, class: name });

const phone = (x: number, height = 88): Tree => box(x, 4, 48, height, 7, 'sheet');

/** Head and shoulders, 28 wide and 22 high. */
const person = (x: number, y: number): Tree =>
  line(`M${x + 5} ${y + 20}c0-11 18-11 18 0M${x + 14} ${y + 3}a4.5 4.5 0 1 0 .1 0z`);

/** Resembles a code, but cannot be decoded. */
const code = ink(
  'M20 58h6v6h-6zM38 58h6v6h-6zM20 70h6v6h-6zM29 59h3v3h-3zM32 65h3v3h-3zM40 67h3v3h-3zM31 72h3v3h-3zM38 73h3v3h-3z',
);

export const drawings = {
  install: drawing(
    34,
    120,
    phone(36),
    box(48, 22, 24, 24, 6, 'accent-line'),
    line('M60 27v13m-5-5 5 5 5-5', 'accent-line'),
    line('M48 56h24M52 64h16'),
    line('M56 84h8'),
  ),
  open: drawing(
    34,
    120,
    phone(36),
    line('M53 30c0-9 14-9 14 0M60 12a4 4 0 1 0 .1 0z'),
    line('M44 38h32M44 76h20'),
    box(42, 46, 36, 20, 4, 'accent-line'),
    line('M48 61c0-6 9-6 9 0M52.5 50a2.5 2.5 0 1 0 .1 0zM62 53h11M62 59h8'),
    line('m92 66-9-9m0 8v-8h8'),
  ),
  choose: drawing(
    34,
    120,
    phone(36),
    line('M47 20a4 4 0 1 0 .1 0zM57 24h18M47 64a4 4 0 1 0 .1 0zM57 68h18'),
    box(40, 36, 40, 18, 4, 'accent-line'),
    line('m44 45 3 3 6-6', 'accent-line'),
    line('M58 45h17'),
    line('m96 64-10-10m0 8v-8h8'),
  ),
  show: drawing(
    6,
    120,
    phone(8),
    box(18, 12, 28, 34, 3),
    person(18, 20),
    box(18, 50, 28, 34, 3),
    h('g', { class: 'soft', 'stroke-opacity': '0.45' }, person(18, 58)),
    code,
    line('M62 48h14m-5-5 5 5-5 5', 'accent-line'),
    box(82, 18, 34, 60, 6, 'sheet'),
    line('M88 36v-6h6M110 36v-6h-6M88 58v6h6M110 58v6h-6', 'accent-line'),
    line('M94 47h10'),
  ),
  paper: drawing(
    6,
    68,
    line('M10 92V8h44l16 16v68z', 'sheet'),
    line('M54 8v16h16M20 78h40M20 68h26M46 40h14M46 50h14'),
    box(20, 30, 20, 26, 2, 'accent-line'),
    line('M24 52c0-9 12-9 12 0M30 36a3.5 3.5 0 1 0 .1 0z'),
  ),
} satisfies Record<string, Tree>;
