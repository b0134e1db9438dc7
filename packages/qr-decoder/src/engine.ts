import ownReaderWasm from './generated/reader-wasm.js';
import { QualityMeter } from './picture-quality.js';
import { type PassSettings, type Plane, Reader, type SecondReader } from './reader.js';
import {
  type Effort,
  type Engine,
  type Frame,
  NOTHING_SEEN,
  type PictureQuality,
  type Seen,
  type Setup,
} from './types.js';
import { ZXing } from './zxing-wasm.js';

type Pass = (reader: Reader, second: SecondReader | null) => string | null;

/** Channels of `PassSettings`. */
const LUMA = 0;
const RED = 1;
const BLUE = 3;
const MINIMUM = 4;

/** One pass of our reader. Defaults: full resolution, smoothed, no inferred finder patterns. */
const own =
  (settings: Pick<PassSettings, 'channel' | 'radius' | 'triples' | 'depth'> & Partial<PassSettings>): Pass =>
  (reader) =>
    reader.run({ zoom: 1, smoothed: 1, ringless: 0, pairs: 0, restarts: 0, ...settings });

/**
 * One pass of our reader, then the dotted reader with the same finder patterns: `triples` to try, `depth` (0
 * to 2), and `pairs` for which a third finder pattern is inferred.
 */
const ownThenDots =
  (pass: Pass, triples: number, depth: number, pairs = 0): Pass =>
  (reader, second) =>
    pass(reader, second) ?? reader.dotted(triples, depth, pairs);

/** Passes of the second reader: on the original gray plane, and on the planes of our last pass. */
const SECOND_LUMA: Pass = (reader, second) => second?.read(reader.gray()) ?? null;
const SECOND_GRAY: Pass = (reader, second) => second?.read(reader.view('gray')) ?? null;
const SECOND_BITS: Pass = (reader, second) => second?.read(reader.view('bits')) ?? null;

/** Pictures of at most this many px are read by the second reader in full size even if time matters. */
const MAX_SMALL_PX = 640 * 480;

/** One pass of our reader on a reduced picture, then the second reader, on a large picture in the same size. */
const ownThenSecond =
  (pass: Pass): Pass =>
  (reader, second) =>
    pass(reader, second) ??
    (reader.gray().data.length > MAX_SMALL_PX ? SECOND_GRAY : SECOND_LUMA)(reader, second);

/**
 * Passes of effort `frame`. The first decodes most; later ones decode frames that it misses. What each brings:
 * decision 0002.
 */
const FRAME_PASSES: Record<string, Pass> = {
  raw: ownThenDots(own({ channel: MINIMUM, radius: 4, triples: 4, depth: 0 }), 2, 0),
  sharp: own({ channel: LUMA, radius: 2, smoothed: 0, triples: 4, depth: 1 }),
  doubled: own({ channel: LUMA, zoom: 2, radius: 3, triples: 4, depth: 1 }),
  half: ownThenSecond(own({ channel: MINIMUM, zoom: -1, radius: 1, ringless: 1, triples: 4, depth: 1 })),
  wide: ownThenDots(own({ channel: LUMA, radius: 8, ringless: 1, triples: 4, depth: 1, pairs: 1 }), 2, 0, 1),
  quarter: own({ channel: LUMA, zoom: -2, radius: 2, ringless: 1, triples: 4, depth: 1 }),
};

/** Effort `thorough` adds passes that try more, and the second reader on more planes. */
const THOROUGH_PASSES: Record<string, Pass> = {
  ...FRAME_PASSES,
  second: SECOND_LUMA,
  least: ownThenDots(own({ channel: MINIMUM, radius: 4, triples: 12, depth: 1 }), 8, 1),
  leastGray: SECOND_GRAY,
  doubledAgain: own({ channel: LUMA, zoom: 2, radius: 4, ringless: 1, triples: 10, depth: 1 }),
  doubledGray: SECOND_GRAY,
  doubledBits: SECOND_BITS,
  wideAgain: ownThenDots(
    own({ channel: LUMA, radius: 8, ringless: 1, triples: 12, depth: 2, pairs: 3 }),
    8,
    1,
    4,
  ),
  wideBits: SECOND_BITS,
  halfAgain: ownThenDots(
    own({ channel: LUMA, zoom: -1, radius: 2, ringless: 1, triples: 12, depth: 2, restarts: 1 }),
    8,
    1,
    2,
  ),
  halfGray: SECOND_GRAY,
  halfBits: SECOND_BITS,
  fine: own({ channel: LUMA, radius: 2, triples: 12, depth: 2 }),
  sharpAgain: own({ channel: LUMA, radius: 2, smoothed: 0, triples: 12, depth: 2 }),
  doubledFine: own({ channel: LUMA, zoom: 2, radius: 2, triples: 12, depth: 2, restarts: 1 }),
  quarterAgain: own({ channel: LUMA, zoom: -2, radius: 2, triples: 12, depth: 2 }),
  blue: own({ channel: BLUE, radius: 4, triples: 12, depth: 2 }),
  red: own({ channel: RED, radius: 4, triples: 12, depth: 2, pairs: 2 }),
};
const PASSES = { frame: FRAME_PASSES, thorough: THOROUGH_PASSES };
const LAST_FRAME_PASS = FRAME_PASSES.quarter;

/**
 * A glance runs the first pass, then all passes in rotation until it has taken half a frame's time (30 Hz),
 * so that it ends before the next frame, which may be sharper.
 */
const GLANCE_MS = 16;
const ROTATION = Object.values(FRAME_PASSES);
const QUICK = ROTATION[0]!;

/**
 * The second reader starts to load after the first decoded frame, so that its download and compilation do not
 * delay that frame; without a frame, after this timeout.
 */
const SECOND_READER_DELAY_MS = 500;

function combine(
  reader: Reader,
  other: SecondReader | (() => Promise<SecondReader | null>),
  ownName: string,
): Engine {
  let second = typeof other === 'function' ? null : other;
  let loading = second ? Promise.resolve() : undefined;
  let settled = second !== null;
  let passIndex = 0;
  let nextExpensiveAt = 0;
  let glances = 0;
  const meter = new QualityMeter();
  const seen: Seen = { ...NOTHING_SEEN };
  async function load() {
    if (typeof other === 'function') second = await other();
    settled = true;
  }
  const loadSecond = () => {
    loading ??= load();
    return loading;
  };
  const complete = new Promise<void>((resolve) => {
    setTimeout(() => loadSecond().then(resolve), SECOND_READER_DELAY_MS);
  });
  /** Runs the passes of the effort in order until one decodes. */
  async function tryPasses(
    frame: Frame,
    effort: Exclude<Effort, 'glance'>,
    ask?: () => Promise<string | null>,
  ): Promise<string | null> {
    reader.take(frame);
    let nativeResult: Promise<string | null> | undefined;
    const secondIsLate = !settled;
    let first = true;
    for (const pass of Object.values(PASSES[effort])) {
      const text = pass(reader, second);
      // At least two finder pattern candidates, because any round shape can look like one.
      if (first) seen.finderPatternsSeen = reader.found > 1;
      if (first) void loadSecond();
      if (text) return text;
      // The native detector runs in parallel; its result is used only if our own passes fail.
      nativeResult ??= ask?.();
      if (first && frame.colour) {
        // Converting to colour costs a copy, so it is done only when luma alone did not decode.
        const coloured = frame.colour();
        if (coloured) {
          reader.take(coloured);
          const text = pass(reader, second);
          if (text) return text;
        }
      }
      first = false;
      // Further passes find more false patterns, so they do not count for the hint.
      if (pass === LAST_FRAME_PASS) seen.codeSeen = reader.codeSeen();
    }
    if (secondIsLate) {
      await loadSecond();
      const text = SECOND_LUMA(reader, second);
      if (text) return text;
    }
    return (await nativeResult) ?? null;
  }

  function measureQuality(): PictureQuality {
    const finders = reader.clearFinders();
    // `clearFinders` has made a pass on a quarter of the picture; the binarized plane is of that pass.
    return meter.measure(reader.gray(), finders, reader.view('bits'), performance.now());
  }

  /** Runs the first pass and, if there is time, some of all passes in rotation. Sets `seen`. */
  function glance(frame: Frame): string | null {
    const started = performance.now();
    reader.take(frame);
    let text = QUICK(reader, second);
    seen.finderPatternsSeen = reader.found > 1;
    void loadSecond();
    // With no finder pattern in view, expensive passes use at most half the time.
    const continues = seen.finderPatternsSeen || started >= nextExpensiveAt;
    // What was seen before the frame is converted to colour, which clears the reader. Luma from colour has
    // another scale, so the quality is measured before as well.
    let wasSeen = false;
    let quality: PictureQuality | null = null;
    for (let tried = 0; continues && !text && tried < ROTATION.length; tried++) {
      passIndex = (passIndex + 1) % ROTATION.length;
      const pass = ROTATION[passIndex]!;
      if (pass === QUICK) {
        // The first pass again, in colour.
        const coloured = frame.colour?.();
        if (!coloured) continue;
        wasSeen = reader.codeSeen();
        quality = measureQuality();
        reader.take(coloured);
      }
      text = pass(reader, second);
      if (performance.now() - started > GLANCE_MS) break;
    }
    if (continues) nextExpensiveAt = 2 * performance.now() - started;
    seen.codeSeen = text !== null || wasSeen || reader.codeSeen();
    seen.corners = seen.codeSeen ? reader.corners() : null;
    seen.quality = text ? null : (quality ?? measureQuality());
    if (text) meter.reset();
    return text;
  }

  return {
    get name() {
      return second ? `${ownName} + ${second.name}` : ownName;
    },
    complete,
    warmUp: () => reader.warmUp(),
    passes: Object.keys(FRAME_PASSES),
    pass(which, frame) {
      reader.take(frame);
      return FRAME_PASSES[which]?.(reader, second) ?? null;
    },
    seen,
    glance,
    async read(frame: Frame, effort: Effort, ask?: () => Promise<string | null>) {
      if (effort === 'glance') {
        const text = glance(frame);
        // Awaiting the native detector delays the next frame, so it runs on every nth frame only.
        if (text || !ask || glances++ % ROTATION.length) return text;
        const nativeText = await ask();
        if (nativeText !== null) Object.assign(seen, { codeSeen: true, quality: null });
        return nativeText;
      }
      const text = await tryPasses(frame, effort, ask);
      if (text !== null) seen.codeSeen = true;
      seen.corners = seen.quality = null;
      return text;
    },
  };
}

/** Compiles an empty module: throws if a policy forbids wasm, before anything is fetched. */
function requireWasm(): void {
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
}

async function wasmEngine(url: string): Promise<Engine> {
  requireWasm();
  const loadSecond = () =>
    ZXing.load(url)
      .then((zxing) => ({
        name: 'zxing-wasm',
        read({ data, width, height }: Plane) {
          zxing.room(data.length).set(data);
          return zxing.read(width, height);
        },
      }))
      // If it fails to load, our own reader decodes alone.
      .catch(() => null);
  return combine(Reader.fromBase64(ownReaderWasm), loadSecond, 'cid-wasm');
}

async function plainEngine(url: string): Promise<Engine> {
  // The comments stop bundlers from resolving the variable as a module.
  const { ownReader, secondReader }: typeof import('./plain-entry.js') = await import(
    /* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ url
  );
  return combine(new Reader(ownReader), secondReader, 'cid-js');
}

/** Creates an engine: wasm if it can be compiled, else JavaScript. */
export async function createEngine({ wasm, wasmUrl, plainUrl }: Setup): Promise<Engine> {
  if (wasm) {
    try {
      return await wasmEngine(wasmUrl);
    } catch {
      // A policy forbids wasm, or the browser does not support SIMD.
    }
  }
  return plainEngine(plainUrl);
}
