/** Time from the start of a (fake) camera to the text, with common scan loops and with ours. */
import { clip } from './clip.js';
import { FAULTS, type Fault, faultClip } from './fault-clip.js';
import type { DigitalIdStyle, Style } from './params.js';
import { ours, ZXING_WASM } from './rivals.js';
import { zxingWorker } from './zxing-worker.js';

const VIDEO = { width: 1280, height: 720 };
const GIVE_UP = 5500; // ms

interface Loop {
  /** Starts the camera and calls `found` with each text until stopped. */
  start(found: (text: string) => void): Promise<unknown> | unknown;
  stop(): unknown;
}

function video(): HTMLVideoElement {
  const element = document.createElement('video');
  element.muted = true;
  element.playsInline = true;
  element.width = 640;
  document.body.append(element);
  return element;
}

/** A simple loop: reads every new frame as a bitmap, one at a time. */
function plainLoop(read: (bitmap: ImageBitmap) => Promise<string | null>, close: () => void): Loop {
  const element = video();
  let stopped = false;
  return {
    async start(found) {
      element.srcObject = await navigator.mediaDevices.getUserMedia({ video: VIDEO });
      await element.play();
      const next = async () => {
        if (stopped) return;
        const text = await read(await createImageBitmap(element));
        if (text) found(text);
        else element.requestVideoFrameCallback(next);
      };
      element.requestVideoFrameCallback(next);
    },
    stop() {
      stopped = true;
      for (const track of (element.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
      close();
    },
  };
}

const CAMERA = '/ours/camera.js';

const LOOPS: Record<string, () => Promise<Loop>> = {
  async ours() {
    const decoder = await ours('frame');
    const { Camera } = (await import(CAMERA)) as {
      Camera: new (options: object) => { start(): void; stop(): void };
    };
    let onText: (text: string) => void = () => {};
    const camera = new Camera({
      video: video(),
      decoder: async () => decoder,
      onCode: (text: string) => onText(text),
    });
    return {
      start(found) {
        onText = found;
        camera.start();
      },
      stop() {
        camera.stop();
        decoder.close();
      },
    };
  },

  async 'our decoder, plain loop'() {
    const decoder = await ours('frame');
    return plainLoop(
      async (bitmap) => {
        const answer = await decoder.decode(bitmap);
        bitmap.close();
        return answer?.text ?? null;
      },
      () => decoder.close(),
    );
  },

  /** Shows the camera without reading: the baseline. */
  async 'video only'() {
    const element = video();
    return {
      async start() {
        element.srcObject = await navigator.mediaDevices.getUserMedia({ video: VIDEO });
        await element.play();
      },
      stop() {
        for (const track of (element.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
      },
    };
  },

  async 'zxing-wasm in a worker'() {
    const worker = zxingWorker();
    await worker.read(new ImageData(64, 64));
    return plainLoop(
      async (bitmap) => (await worker.read(bitmap, [bitmap])).text,
      () => worker.close(),
    );
  },

  async '@zxing/browser'() {
    const { BrowserQRCodeReader } = await import('@zxing/browser');
    const reader = new BrowserQRCodeReader();
    let controls: { stop(): void } | undefined;
    return {
      async start(found) {
        controls = await reader.decodeFromConstraints({ video: VIDEO }, video(), (result) => {
          if (result) found(result.getText());
        });
      },
      stop: () => controls?.stop(),
    };
  },

  async 'html5-qrcode'() {
    const { Html5Qrcode } = await import('html5-qrcode/esm/html5-qrcode.js');
    const { Html5QrcodeSupportedFormats } = await import('html5-qrcode/esm/core.js');
    const box = document.createElement('div');
    box.id = 'html5';
    box.style.width = '640px';
    document.body.append(box);
    const scanner = new Html5Qrcode('html5', {
      formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
      useBarCodeDetectorIfSupported: false,
      verbose: false,
    });
    return {
      start: (found) =>
        scanner.start(
          { facingMode: 'environment' },
          { fps: 10, videoConstraints: VIDEO },
          (text) => found(text),
          () => {},
        ),
      stop: () => scanner.stop(),
    };
  },

  async 'qr-scanner'() {
    const { default: module }: { default: unknown } = await import('qr-scanner');
    const QrScanner = module as {
      new (
        video: HTMLVideoElement,
        found: (result: { data: string }) => void,
        options: object,
      ): { start(): Promise<void>; destroy(): void };
      _disableBarcodeDetector: boolean;
    };
    QrScanner._disableBarcodeDetector = true;
    let onText: (text: string) => void = () => {};
    const scanner = new QrScanner(video(), ({ data }) => onText(data), { returnDetailedScanResult: true });
    return {
      start(found) {
        onText = found;
        return scanner.start();
      },
      stop: () => scanner.destroy(),
    };
  },
};

/** Time from the stream's start to the text, ms; null if it was not read. */
async function time(name: string, wanted: string): Promise<{ ms: number | null; wrong: number }> {
  const loop = await LOOPS[name]!();
  const media = navigator.mediaDevices;
  const open = media.getUserMedia.bind(media);
  let from = 0;
  media.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    from ||= performance.now();
    return stream;
  };
  let wrong = 0;
  const ms = await new Promise<number | null>((resolve) => {
    setTimeout(() => resolve(null), GIVE_UP);
    Promise.resolve(
      loop.start((text) => {
        if (text === wanted) resolve(performance.now() - from);
        else wrong++;
      }),
    ).catch((error) => {
      console.error(`${name}: ${error}`);
      resolve(null);
    });
  });
  await loop.stop();
  return { ms, wrong };
}

/**
 * Scans for some seconds without a code in view. Counts long tasks of the main thread while the camera is on.
 */
async function scan(name: string, seconds: number): Promise<{ longTasks: number }> {
  const loop = await LOOPS[name]!();
  await loop.start(() => {});
  await new Promise((resolve) => setTimeout(resolve, 2000));
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ type: 'longtask' });
  performance.mark('bench-from');
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  performance.mark('bench-to');
  observer.disconnect();
  await loop.stop();
  return { longTasks };
}

/**
 * Draws and stores a clip. Returns when zxing-wasm can first read it, seconds into the clip; null if never.
 */
async function draw(
  style: Style | DigitalIdStyle,
  seed: number,
): Promise<{ text: string; inFocus: number; readable: number | null }> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  prepareZXingModule({ overrides: { locateFile: () => '/zxing_reader.wasm' } });
  const { text, inFocus, frames } = await clip(style, seed);
  let readable: number | null = null;
  for (let i = 0; i < frames.length && readable === null; i += 2)
    if ((await readBarcodes(frames[i]!, ZXING_WASM))[0]?.text === text) readable = i / 30;
  await fetch(`/clips/${style}-${seed}.mjpeg`, { method: 'PUT', body: new Blob(frames) });
  return { text, inFocus, readable };
}

interface AdviceRun {
  /** Time of the first advice and of the text, ms from the first frame; null if there was none. */
  advisedAt: number | null;
  readAt: number | null;
  /** The advice shown at the end, and how often it changed. */
  advice: string | null;
  changes: number;
}

/** Scans the camera for this time, ms, and records the advice to the user. */
async function advise(ms: number): Promise<AdviceRun> {
  const decoder = await ours('frame');
  const { Camera } = (await import(CAMERA)) as {
    Camera: new (options: object) => { start(): Promise<void>; stop(): void };
  };
  const result: AdviceRun = { advisedAt: null, readAt: null, advice: null, changes: 0 };
  let from = 0;
  const camera = new Camera({
    video: video(),
    decoder: async () => decoder,
    onCode: () => {
      result.readAt ??= performance.now() - from;
    },
    onAdvice: (advice: string | undefined) => {
      if (result.readAt !== null) return;
      result.advice = advice ?? null;
      result.changes++;
      result.advisedAt ??= performance.now() - from;
    },
  });
  await camera.start();
  from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const shown = { ...result };
  camera.stop();
  decoder.close();
  return shown;
}

/** Draws and stores a clip of a card with this fault. */
async function drawFault(style: DigitalIdStyle, fault: Fault, seed: number): Promise<void> {
  const frames = await faultClip(style, fault, seed);
  await fetch(`/clips/${fault}-${style}-${seed}.mjpeg`, { method: 'PUT', body: new Blob(frames) });
}

Object.assign(globalThis, {
  cameraBench: { advise, draw, drawFault, faults: FAULTS, time, scan, loops: Object.keys(LOOPS) },
});
