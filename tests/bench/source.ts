import { expected, plan, render } from './generator.js';
import { negative } from './negatives.js';

/** What a part of the benchmark feeds to the readers. */
export interface Item {
  index: number;
  /** How results are grouped: style and condition, kind of negative, folder of a photograph. */
  labels: string[];
  /** What must be read; true: anything counts; null: nothing may be read. */
  text: string | true | null;
  picture(): Promise<Blob | ImageData>;
}

async function stored(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.blob();
}

export function synthetic(count: number, seed: number): Item[] {
  return plan(count, seed).map((spec) => ({
    index: spec.index,
    labels: [
      `style ${spec.style}`,
      `condition ${spec.condition}`,
      `size ${spec.width}×${spec.height}`,
      `cell ${spec.style} ${spec.condition}`,
    ],
    text: expected(spec),
    async picture() {
      const url = `/frames/${seed}/${spec.index}.jpg`;
      const response = await fetch(url);
      if (response.status === 200) return response.blob();
      const { blob } = await render(spec);
      await fetch(url, { method: 'PUT', body: blob });
      return blob;
    },
  }));
}

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
