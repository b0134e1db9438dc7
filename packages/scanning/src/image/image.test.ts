import { expect } from 'chai';
import { wait } from '../testing/wait.js';
import { ImageSource } from './image-source.js';
import { readImage } from './read-image.js';
import { signatureOf } from './signature.js';

/** A canvas of this size with this content. */
function draw(
  width: number,
  height: number,
  paint: (context: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext('2d')!);
  return canvas;
}

const toBlob = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), type, 0.95));

/** Inserts an EXIF orientation into a JPEG, after its first two bytes. */
async function withOrientation(jpeg: Blob, orientation: number): Promise<Blob> {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const segment = new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: 'image/jpeg' });
}

/** Colour of the pixel at a point, given in fractions of the sides. */
function at(image: ImageData, x: number, y: number): [number, number, number] {
  const i = (Math.round(y * (image.height - 1)) * image.width + Math.round(x * (image.width - 1))) * 4;
  return [image.data[i]!, image.data[i + 1]!, image.data[i + 2]!];
}

const looking = (see: (image: ImageData) => string | null) => ({
  seen: 0,
  async decode(image: unknown) {
    this.seen += 1;
    const text = see(image as ImageData);
    return text === null ? null : { text };
  },
});

const nothing = looking(() => null);

describe('readImage', () => {
  it('applies the EXIF orientation', async () => {
    const canvas = draw(300, 200, (context) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 300, 200);
      context.fillStyle = '#f00';
      context.fillRect(0, 0, 150, 100); // top left
    });
    const jpeg = await toBlob(canvas, 'image/jpeg');
    const corner = looking((image) => {
      const red = ([r, g]: number[]) => r! > 180 && g! < 80;
      const places = { 'top left': [0.3, 0.3], 'top right': [0.7, 0.3], 'bottom left': [0.3, 0.7] } as const;
      const size = image.width > image.height ? 'wide' : 'tall';
      for (const [name, [x, y]] of Object.entries(places))
        if (red(at(image, x, y))) return `${size}, ${name}`;
      return `${size}, bottom right`;
    });
    const read = async (orientation: number) => readImage(await withOrientation(jpeg, orientation), corner);
    expect(await read(1)).to.deep.equal({ text: 'wide, top left' });
    expect(await read(3)).to.deep.equal({ text: 'wide, bottom right' });
    expect(await read(6)).to.deep.equal({ text: 'tall, top right' });
    expect(await read(8)).to.deep.equal({ text: 'tall, bottom left' });
  });

  it('composes a transparent image on white, then on black', async () => {
    const png = await toBlob(
      draw(500, 500, (context) => context.fillRect(200, 200, 20, 20)),
      'image/png',
    );
    const papers: number[] = [];
    const paper = looking((image) => {
      papers.push(at(image, 0.7, 0.7)[0]);
      return papers.length === 2 ? 'on black' : null;
    });
    expect(await readImage(png, paper)).to.deep.equal({ text: 'on black' });
    expect(papers).to.deep.equal([255, 0]);
  });

  it('reports files that it cannot read', async () => {
    const bytes = (...parts: (string | number[])[]) =>
      new Blob(parts.map((part) => (typeof part === 'string' ? part : new Uint8Array(part))));
    const typed = (blob: Blob, type: string) => blob.slice(0, blob.size, type);
    const heic = bytes([0, 0, 0, 24], 'ftypheic', new Array(64).fill(0));
    const png = [
      0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0x80, 0, 0, 0, 0x80, 0,
    ];
    const cases: [Blob, string][] = [
      [new Blob([]), 'not-an-image'],
      [bytes('%PDF-1.7 and so on and so on'), 'not-an-image'],
      [typed(bytes('just words, however they are called'), 'image/png'), 'not-an-image'],
      [heic, 'unreadable-format'],
      [typed(heic, 'image/heic'), 'unreadable-format'],
      [bytes([0x49, 0x49, 42, 0], new Array(64).fill(0)), 'unreadable-format'],
      [bytes([0xff, 0xd8, 0xff, 0xe0], new Array(64).fill(0)), 'unreadable-format'],
      [bytes(png), 'too-large'],
      [
        await toBlob(
          draw(640, 480, () => {}),
          'image/jpeg',
        ),
        'no-code',
      ],
    ];
    for (const [blob, problem] of cases) {
      expect(await readImage(blob, nothing), `${blob.type} ${blob.size}`).to.deep.equal({ problem });
    }
  });

  it('reports no-code when the decoder throws', async () => {
    const png = await toBlob(
      draw(64, 64, () => {}),
      'image/png',
    );
    const decode = () => Promise.reject(new Error('no'));
    expect(await readImage(png, { decode })).to.deep.equal({ problem: 'no-code' });
  });

  it('enlarges a tiny image and adds a margin', async () => {
    const png = await toBlob(
      draw(60, 60, (context) => context.fillRect(0, 0, 60, 60)),
      'image/png',
    );
    const size = looking((image) => `${image.width} ${at(image, 0, 0)[0]}`);
    expect(await readImage(png, size)).to.deep.equal({ text: '468 255' });
  });

  const megapixels = globalThis.longTests ? 50 : 16;
  it(`finds a small pattern in ${megapixels} megapixels, decoded in parts`, async () => {
    const height = Math.round(Math.sqrt((megapixels * 1_000_000 * 2) / 3));
    const width = Math.round(1.5 * height);
    const left = Math.round(0.8 * width);
    const canvas = draw(width, height, (context) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#000';
      for (let x = left; x < left + 200; x += 8) context.fillRect(x, Math.round(0.7 * height), 4, 200); // Grey unless decoded at full size.
    });
    const jpeg = await toBlob(canvas, 'image/jpeg');
    canvas.width = canvas.height = 0;
    let largest = 0;
    const sharp = looking((image) => {
      largest = Math.max(largest, image.width, image.height);
      const middle = image.data;
      let runs = 0;
      for (let i = 0; i + 16 < middle.length; i += 4) {
        runs = middle[i]! < 60 && middle[i + 16]! > 200 ? runs + 1 : runs;
        if (runs > 2_000) return 'sharp';
      }
      return null;
    });
    let last = performance.now();
    let longest = 0;
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 4);
    const result = await readImage(jpeg, sharp);
    clearInterval(clock);
    expect(result).to.deep.equal({ text: 'sharp' });
    expect(largest).to.be.at.most(1_700);
    expect(sharp.seen).to.be.greaterThan(megapixels > 20 ? 5 : 2);
    console.log(
      `${megapixels} megapixels: ${sharp.seen} parts, longest task of the main thread ${Math.round(longest)} ms`,
    );
  }).timeout(60_000);

  it('returns null when aborted', async () => {
    const png = await toBlob(
      draw(64, 64, () => {}),
      'image/png',
    );
    const leave = new AbortController();
    const decode = async () => {
      leave.abort();
      return { text: 'late' };
    };
    expect(await readImage(png, { decode }, leave.signal)).to.equal(null);
  });
});

describe('signatureOf', () => {
  it('reads the dimensions of files that browsers encode', async () => {
    for (const [type, format] of [
      ['image/png', 'png'],
      ['image/jpeg', 'jpeg'],
    ] as const) {
      const blob = await toBlob(
        draw(321, 123, () => {}),
        type,
      );
      const head = new Uint8Array(await blob.arrayBuffer());
      expect(signatureOf(head)).to.deep.equal({ format, width: 321, height: 123 });
    }
    expect(signatureOf(new Uint8Array(4))).to.equal(null);
  });
});

describe('ImageSource', () => {
  let box: HTMLElement;
  let png: File;
  before(async () => {
    png = new File(
      [
        await toBlob(
          draw(80, 80, () => {}),
          'image/png',
        ),
      ],
      'code.png',
      { type: 'image/png' },
    );
  });
  beforeEach(() => {
    box = document.createElement('div');
    document.body.append(box);
  });
  afterEach(() => box.remove());

  const carrying = (...things: (File | string)[]) => {
    const data = new DataTransfer();
    for (const thing of things) {
      if (typeof thing === 'string') data.setData('text/plain', thing);
      else data.items.add(thing);
    }
    return data;
  };

  /** Firefox ignores `clipboardData` in the constructor. */
  const pasting = (thing: File | string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    return Object.assign(event, { clipboardData: carrying(thing) });
  };

  const outcome = (decode: () => Promise<{ text: string } | null>) => {
    const busy: boolean[] = [];
    const answers: string[] = [];
    const source = new ImageSource({
      decoder: async () => ({ decode }),
      onCode: (text) => answers.push(text),
      onStatus: (status, problem) => {
        if (problem) answers.push(`problem ${problem}`);
        if (status === 'reading' || busy.at(-1)) busy.push(status === 'reading');
      },
      target: box,
    });
    const first = async () => {
      for (let i = 0; i < 200 && !answers.length; i++) await wait(10);
      return answers[0];
    };
    return { source, busy, answers, first };
  };

  it('reports nothing for an image that is decoded after stop()', async () => {
    let answer: (value: { text: string }) => void = () => {};
    const { source, busy, answers } = outcome(() => new Promise((resolve) => (answer = resolve)));
    const png = await toBlob(
      draw(20, 20, () => {}),
      'image/png',
    );
    const reading = source.read(png);
    await wait(200);
    source.stop();
    answer({ text: 'late' });
    await reading;
    expect([answers, busy]).to.deep.equal([[], [true, false]]);
  });

  it('reads dropped and pasted images, and ignores text', async () => {
    const { source, busy, answers, first } = outcome(async () => ({ text: 'code' }));
    source.start();
    const words = pasting('words');
    document.body.dispatchEvent(words);
    expect(words.defaultPrevented).to.equal(false);
    const drop = new DragEvent('drop', { dataTransfer: carrying(png), bubbles: true, cancelable: true });
    box.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    expect(await first()).to.equal('code');
    expect(busy).to.deep.equal([true, false]);
    answers.length = 0;
    const paste = pasting(png);
    document.body.dispatchEvent(paste);
    expect(paste.defaultPrevented).to.equal(true);
    expect(await first()).to.equal('code');
    source.dispose();
    const later = pasting(png);
    document.body.dispatchEvent(later);
    expect(later.defaultPrevented).to.equal(false);
  });

  it('a newer image aborts the previous one, and dispose() aborts all', async () => {
    const waiting: ((answer: { text: string }) => void)[] = [];
    const { source, answers, first } = outcome(() => new Promise((resolve) => waiting.push(resolve)));
    const until = async (n: number) => {
      while (waiting.length < n) await wait(5);
    };
    void source.read(png);
    await until(1);
    void source.read(png);
    await until(2);
    waiting[0]!({ text: 'old' });
    waiting[1]!({ text: 'new' });
    expect(await first()).to.equal('new');
    const last = source.read(png);
    await until(3);
    source.dispose();
    waiting[2]!({ text: 'closed' });
    await last;
    expect(answers).to.deep.equal(['new']);
  });

  it('reports a decoder that failed to load, and loads it again for the next image', async () => {
    let n = 0;
    const answers: string[] = [];
    const source = new ImageSource({
      decoder: async () => {
        n += 1;
        if (n === 1) throw new Error('no file');
        return { decode: async () => ({ text: 'code' }) };
      },
      onCode: (text) => answers.push(text),
      onStatus: (_, problem) => problem && answers.push(problem),
    });
    await source.read(png);
    await source.read(png);
    expect(answers).to.deep.equal(['failed', 'code']);
  });
});
