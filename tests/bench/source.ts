import { expected, type FrameSpec, plan, planDigitalId, render } from './generator.js';
import { negative } from './negatives.js';

/** An input of the readers. */
export interface Item {
  index: number;
  /** Labels for grouping: style and condition, kind of negative, folder of a photograph. */
  labels: string[];
  /** The expected text; true: any text; null: none. */
  text: string | true | null;
  picture(): Promise<Blob | ImageData>;
}

async function stored(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.blob();
}

/** Ranges of module sizes in the tables, px. */
const moduleLabel = (px: number) =>
  `module ${px < 3 ? '< 3' : px < 3.5 ? '3–3.5' : px < 5 ? '3.5–5' : px < 8 ? '5–8' : '≥ 8'}`;

function framesOf(specs: FrameSpec[], folder: string): Item[] {
  return specs.map((spec) => {
    const { text, modulePx } = expected(spec);
    return {
      index: spec.index,
      labels: [
        `style ${spec.style}`,
        `condition ${spec.condition}`,
        `size ${spec.width}×${spec.height}`,
        `cell ${spec.style} ${spec.condition}`,
        moduleLabel(modulePx),
        ...(modulePx >= 3.5 ? [`from 3.5 px ${spec.style}`] : []),
      ],
      text,
      async picture() {
        const url = `/frames/${folder}/${spec.index}.jpg`;
        const response = await fetch(url);
        if (response.status === 200) return response.blob();
        const { blob } = await render(spec);
        await fetch(url, { method: 'PUT', body: blob });
        return blob;
      },
    };
  });
}

export const synthetic = (count: number, seed: number): Item[] => framesOf(plan(count, seed), `${seed}`);

export const digitalId = (count: number, seed: number): Item[] =>
  framesOf(planDigitalId(count, seed), `digital-id-${seed}`);

export function negatives(count: number, seed: number): Item[] {
  return Array.from({ length: count }, (_, index) => {
    const { kind, draw } = negative(seed, index);
    return { index, labels: [`kind ${kind}`], text: null, picture: draw };
  });
}

/** A folder with an index.json: `[{ file, text }]`, `text` as in `Item`. */
export async function photos(): Promise<Item[]> {
  const list = (await (await fetch('/photos/index.json')).json()) as Pick<
    Item & { file: string },
    'file' | 'text'
  >[];
  return list.map(({ file, text }, index) => ({
    index,
    labels: [`folder ${file.includes('/') ? file.slice(0, file.indexOf('/')) : '.'}`],
    text,
    picture: () => stored(`/photos/${file}`),
  }));
}
