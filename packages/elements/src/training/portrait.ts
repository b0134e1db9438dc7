/** Parametric portraits of fictitious persons, drawn either as photo or as visitor at the desk. */

const SVG = 'http://www.w3.org/2000/svg';

export interface Person {
  readonly skin: string;
  readonly hair: string;
  readonly style: 'short' | 'long' | 'bob' | 'curly' | 'bun';
  /** Half the width of the head; 37 to 45. */
  readonly width: number;
  /** Half the height of the head; 48 to 56. */
  readonly height: number;
  readonly eyes: string;
  /** Distance of an eye from the middle. */
  readonly apart: number;
  readonly nose: 'straight' | 'round' | 'long';
  readonly glasses?: boolean;
  readonly beard?: boolean;
  readonly clothes: string;
}

export const PEOPLE = {
  vega: {
    skin: '#f0cdb2',
    hair: '#5a3a26',
    style: 'long',
    width: 39,
    height: 51,
    eyes: '#4d6b45',
    apart: 16,
    nose: 'straight',
    clothes: '#2f6f73',
  },
  altair: {
    skin: '#f3d3ba',
    hair: '#b08a4e',
    style: 'short',
    width: 43,
    height: 49,
    eyes: '#4a6c93',
    apart: 17,
    nose: 'round',
    clothes: '#39587f',
  },
  rigel: {
    skin: '#e2b48f',
    hair: '#2b211d',
    style: 'curly',
    width: 38,
    height: 55,
    eyes: '#3d2a1c',
    apart: 15,
    nose: 'long',
    beard: true,
    clothes: '#71533a',
  },
  mira: {
    skin: '#f6d9c6',
    hair: '#a5482c',
    style: 'bob',
    width: 41,
    height: 50,
    eyes: '#3f6f8c',
    apart: 16,
    nose: 'round',
    glasses: true,
    clothes: '#7a3f63',
  },
  capella: {
    skin: '#eac6ab',
    hair: '#9aa0a6',
    style: 'bun',
    width: 40,
    height: 51,
    eyes: '#5b5f66',
    apart: 16,
    nose: 'straight',
    glasses: true,
    clothes: '#56627a',
  },
} as const satisfies Record<string, Person>;

export type PersonName = keyof typeof PEOPLE;

type Attributes = Readonly<Record<string, string | number>>;

export function shape(name: string, attributes: Attributes, ...children: readonly Node[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const key of Object.keys(attributes)) element.setAttribute(key, String(attributes[key]));
  element.append(...children);
  return element;
}

const path = (d: string, fill: string, more: Attributes = {}) => shape('path', { d, fill, ...more });
const line = (d: string, stroke: string, width: number) =>
  path(d, 'none', { stroke, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });

const INK = '#3a2a22';
const HEAD_Y = 92;

function hairBehind({ style, hair, width: w, height: h }: Person): SVGElement[] {
  const y = HEAD_Y;
  if (style === 'long') {
    const d = `M${100 - w - 9} ${y} Q${100 - w - 6} ${y - h - 18} 100 ${y - h - 16} Q${100 + w + 6} ${y - h - 18} ${100 + w + 9} ${y} L${100 + w + 14} 176 L${100 - w - 14} 176 Z`;
    return [path(d, hair)];
  }
  if (style === 'bob') {
    const d = `M${100 - w - 10} ${y + 34} Q${100 - w - 14} ${y - h - 14} 100 ${y - h - 15} Q${100 + w + 14} ${y - h - 14} ${100 + w + 10} ${y + 34} Q100 ${y + 52} ${100 - w - 10} ${y + 34} Z`;
    return [path(d, hair)];
  }
  if (style === 'curly') {
    const curls: SVGElement[] = [];
    for (let i = 0; i <= 10; i++) {
      const angle = Math.PI * (1 + i / 10);
      const cx = 100 + Math.cos(angle) * (w + 4);
      const cy = y - 8 + Math.sin(angle) * (h - 2);
      curls.push(shape('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: 14, fill: hair }));
    }
    return curls;
  }
  if (style === 'bun') return [shape('circle', { cx: 100, cy: y - h - 12, r: 17, fill: hair })];
  return [];
}

function hairInFront({ style, hair, width: w, height: h }: Person): SVGElement {
  const y = HEAD_Y;
  const top = y - h - (style === 'short' ? 10 : 5);
  const l = 100 - w - 2;
  const r = 100 + w + 2;
  const low = y - (style === 'short' ? 14 : 4);
  const part =
    style === 'short'
      ? `Q${r - 6} ${y - 34} 112 ${y - 36} Q92 ${y - 30} 78 ${y - 38} Q${l + 5} ${y - 30} ${l} ${low}`
      : style === 'curly'
        ? `Q${r - 4} ${y - 32} 100 ${y - 34} Q${l + 4} ${y - 32} ${l} ${low}`
        : `Q${r - 8} ${y - 26} 84 ${y - 40} Q${l + 10} ${y - 26} ${l} ${low}`;
  return path(`M${l} ${low} Q${l - 1} ${top} 100 ${top} Q${r + 1} ${top} ${r} ${low} ${part} Z`, hair);
}

function features(person: Person, atDesk: boolean): SVGElement[] {
  const { eyes, apart, nose, hair } = person;
  const y = HEAD_Y;
  const out: SVGElement[] = [];
  for (const side of [-1, 1]) {
    const x = 100 + side * apart;
    out.push(
      shape('ellipse', { cx: x, cy: y - 4, rx: 7, ry: 4.6, fill: '#fff' }),
      shape('circle', { cx: x, cy: y - 4, r: 4, fill: eyes }),
      shape('circle', { cx: x, cy: y - 4, r: 1.8, fill: '#1c1512' }),
      line(`M${x - 8} ${y - 5} Q${x} ${y - 11} ${x + 8} ${y - 5}`, INK, 1.6),
      line(`M${x - 9} ${y - 15} Q${x} ${y - 20} ${x + 9} ${y - 15}`, hair, 3.2),
    );
  }
  const noses = {
    straight: `M100 ${y - 4} L97 ${y + 15} Q100 ${y + 18} 104 ${y + 16}`,
    round: `M101 ${y} L98 ${y + 11} Q94 ${y + 18} 101 ${y + 18} Q107 ${y + 18} 104 ${y + 12}`,
    long: `M99 ${y - 6} L95 ${y + 19} Q100 ${y + 23} 105 ${y + 20}`,
  };
  out.push(line(noses[nose], '#a06f55', 2));
  const mouth = atDesk
    ? `M86 ${y + 28} Q100 ${y + 39} 114 ${y + 28}`
    : `M87 ${y + 31} Q100 ${y + 35} 113 ${y + 31}`;
  out.push(line(mouth, '#9a4a45', 3.2));
  if (person.glasses) {
    for (const side of [-1, 1]) {
      out.push(
        shape('rect', {
          x: 100 + side * apart - 13,
          y: y - 14,
          width: 26,
          height: 21,
          rx: 8,
          fill: 'none',
          stroke: '#33302e',
          'stroke-width': 2.4,
        }),
      );
    }
    out.push(line(`M${100 - apart + 13} ${y - 6} L${100 + apart - 13} ${y - 6}`, '#33302e', 2.4));
  }
  return out;
}

function beard({ hair, width: w, height: h }: Person): SVGElement {
  const y = HEAD_Y;
  const d = `M${100 - w} ${y + 6} Q${100 - w + 2} ${y + h + 6} 100 ${y + h + 6} Q${100 + w - 2} ${y + h + 6} ${100 + w} ${y + 6} Q${100 + w - 9} ${y + 24} 100 ${y + 23} Q${100 - w + 9} ${y + 24} ${100 - w} ${y + 6} Z`;
  return path(d, hair);
}

/** A portrait in a square of 200 units. `desk` draws other clothes and a smile. */
export function portrait(person: Person, at: 'photo' | 'desk'): SVGElement {
  const { skin, width: w, height: h } = person;
  const desk = at === 'desk';
  const clothes = desk ? '#5f6b52' : person.clothes;
  const y = HEAD_Y;
  return shape(
    'g',
    {},
    shape('rect', { width: 200, height: 200, fill: desk ? '#e9dfce' : '#d4dee6' }),
    ...hairBehind(person),
    path('M84 122 L84 158 Q100 168 116 158 L116 122 Z', skin),
    path('M84 136 Q100 152 116 136 L116 130 L84 130 Z', '#00000022'),
    path('M22 200 Q26 164 70 156 L84 151 Q100 166 116 151 L130 156 Q174 164 178 200 Z', clothes),
    path(
      desk
        ? 'M84 151 L100 176 L116 151 L122 154 L100 190 L78 154 Z'
        : 'M82 152 Q100 172 118 152 L122 155 Q100 182 78 155 Z',
      '#ffffff66',
    ),
    shape('ellipse', { cx: 100 - w, cy: y, rx: 7, ry: 11, fill: skin }),
    shape('ellipse', { cx: 100 + w, cy: y, rx: 7, ry: 11, fill: skin }),
    path(
      `M${100 - w} ${y - 12} Q${100 - w} ${y - h} 100 ${y - h} Q${100 + w} ${y - h} ${100 + w} ${y - 12} Q${100 + w + 1} ${y + 24} ${100 + w * 0.55} ${y + h - 10} Q100 ${y + h + 8} ${100 - w * 0.55} ${y + h - 10} Q${100 - w - 1} ${y + 24} ${100 - w} ${y - 12} Z`,
      skin,
    ),
    ...(person.beard ? [beard(person)] : []),
    hairInFront(person),
    ...features(person, desk),
  );
}

/** An SVG image with an accessible name. */
export function picture(label: string, ...content: readonly Node[]): SVGElement {
  return shape(
    'svg',
    { viewBox: '0 0 200 200', role: 'img', 'aria-label': label, focusable: 'false' },
    ...content,
  );
}
