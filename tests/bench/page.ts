/** Runs in the page: reads items and returns verdicts, never texts. */
import { ours, type Picture, READERS, type Reader } from './rivals.js';
import { digitalId, type Item, negatives, photos, synthetic } from './source.js';

export type Verdict = 'ok' | 'miss' | 'wrong' | 'none' | 'error';
export interface Row {
  index: number;
  labels: string[];
  /** Verdict and duration (ms) of every reader, in the requested order. */
  results: [Verdict, number][];
}
/** A set of items: part and size. */
export interface Source {
  part: 'digital-id' | 'synthetic' | 'negatives' | 'photos';
  count: number;
  seed: number;
}

const readers = new Map<string, Reader>();

async function pictureOf(item: Item): Promise<Picture> {
  const drawn = await item.picture();
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  if (drawn instanceof ImageData) {
    canvas.width = drawn.width;
    canvas.height = drawn.height;
    ctx.putImageData(drawn, 0, 0);
    return { image: drawn, canvas };
  }
  const bitmap = await createImageBitmap(drawn);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  // White background for transparent PNG files, as on a page.
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { image: ctx.getImageData(0, 0, canvas.width, canvas.height), canvas };
}

function verdict(read: string | null, wanted: Item['text']): Verdict {
  if (read === null) return wanted === null ? 'none' : 'miss';
  if (wanted === null || read === '') return 'wrong';
  return wanted === true || read === wanted ? 'ok' : 'wrong';
}

/** Timeout for a reader that never answers. */
const hung = () => new Promise<Verdict>((resolve) => setTimeout(resolve, 30_000, 'error'));

async function items({ part, count, seed }: Source): Promise<Item[]> {
  if (part === 'digital-id') return digitalId(count, seed);
  if (part === 'synthetic') return synthetic(count, seed);
  if (part === 'negatives') return negatives(count, seed);
  return photos();
}

/** Creates the readers. Returns the names of those that failed. */
async function load(names: string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const name of names) {
    if (readers.has(name)) continue;
    try {
      readers.set(name, await READERS[name]!());
    } catch (error) {
      console.error(name, error);
      failed.push(name);
    }
  }
  return failed;
}

/** Draws and stores the frames that are not cached. */
async function prepare(source: Source, indexes: number[]): Promise<void> {
  const list = await items(source);
  for (const index of indexes) await list[index]!.picture();
}

let list: { key: string; items: Item[] } | undefined;

async function run(source: Source, indexes: number[], names: string[]): Promise<Row[]> {
  const key = JSON.stringify(source);
  if (list?.key !== key) list = { key, items: await items(source) };
  const rows: Row[] = [];
  for (const index of indexes) {
    const item = list.items[index]!;
    const picture = await pictureOf(item);
    const results: Row['results'] = [];
    for (const name of names) {
      const start = performance.now();
      const reading = readers
        .get(name)!
        .read(picture)
        .then((text) => verdict(text, item.text))
        .catch((): Verdict => 'error');
      const answer = await Promise.race([reading, hung()]);
      results.push([answer, performance.now() - start]);
    }
    rows.push({ index, labels: item.labels, results });
  }
  return rows;
}

/** The camera's result for a frame: nothing, a visible but unread code, or its text. */
export type Hint = 'nothing' | 'hint' | 'read';

/** Reads each item once, as the camera loop does. */
async function hints(source: Source, indexes: number[]): Promise<{ labels: string[]; hint: Hint }[]> {
  const key = JSON.stringify(source);
  if (list?.key !== key) list = { key, items: await items(source) };
  const decoder = await ours('frame');
  const rows: { labels: string[]; hint: Hint }[] = [];
  for (const index of indexes) {
    const item = list.items[index]!;
    const { image } = await pictureOf(item);
    const text = await decoder.decode(image, 'glance');
    rows.push({ labels: item.labels, hint: text ? 'read' : decoder.codeSeen ? 'hint' : 'nothing' });
  }
  decoder.close();
  return rows;
}

async function dump(source: Source, index: number): Promise<string> {
  const { canvas } = await pictureOf((await items(source))[index]!);
  return canvas.toDataURL('image/png');
}

async function labels(source: Source): Promise<string[][]> {
  return (await items(source)).map((item) => item.labels);
}

const bench = { load, labels, prepare, run, hints, dump };
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
