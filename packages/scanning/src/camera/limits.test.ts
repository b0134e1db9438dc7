/** Browser promises that never settle, foreign codes in view, and falsified canvas pixels. */

import { createDecoder, type Decoder } from '@cid-elements/qr-decoder';
import { expect } from 'chai';
import encodeQR from 'qr';
import { isCanvasFalsified } from '../canvas-noise.js';
import type { DecoderLike } from '../decoder-like.js';
import { FakeCamera, FakeDevices, until } from '../testing/fake-camera.js';
import { ShortTimers } from '../testing/short-timers.js';
import { wait } from '../testing/wait.js';
import { Camera, type CameraOptions } from './camera.js';
import { REQUEST_LIMIT_MS } from './stream.js';

/** Must equal the constants in `stream.ts` and `decode-loop.ts`. */
const LIST_LIMIT_MS = 2_000;
const LOAD_LIMIT_MS = 20_000;

const never = () => new Promise<never>(() => {});

function paintCode(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  left: number,
  top: number,
  side: number,
): void {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const scale = side / rows.length;
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      context.fillStyle = dark ? '#101418' : '#f4f1ea';
      context.fillRect(left + x * scale, top + y * scale, scale + 0.5, scale + 0.5);
    });
  });
}

describe('Camera, time limits', function () {
  this.timeout(60_000);
  let devices: FakeDevices;
  let cameras: Camera[];
  let videos: HTMLVideoElement[];
  let limits: ShortTimers | undefined;

  /** Runs the action with this time limit shortened. */
  async function pastLimit(limit: number, action: () => unknown): Promise<void> {
    limits = new ShortTimers(limit);
    await action();
    limits.restore();
    expect(limits.asked, 'the limit').to.include(limit);
  }

  const make = (options: Partial<CameraOptions> = {}) => {
    const video = document.createElement('video');
    document.body.append(video);
    videos.push(video);
    const said: string[] = [];
    const texts: string[] = [];
    const camera = new Camera({
      video,
      decoder: async () => ({ decode: async () => null }),
      onCode: (text) => texts.push(text),
      onStatus: (status, problem) => said.push(problem ? `${status}:${problem}` : status),
      ...options,
    });
    cameras.push(camera);
    return { camera, said, texts };
  };

  beforeEach(() => {
    devices = new FakeDevices().install();
    cameras = [];
    videos = [];
  });

  afterEach(() => {
    limits?.restore();
    for (const camera of cameras) camera.dispose();
    for (const video of videos) video.remove();
    const left = devices.live();
    devices.restore();
    expect(left, 'live tracks left').to.equal(0);
  });

  it('reports an unanswered permission request, and uses a late answer', async () => {
    const answers: (() => void)[] = [];
    devices.ask = () => new Promise((resolve) => answers.push(() => resolve(devices.camera.stream())));
    const { camera, said } = make();
    await pastLimit(REQUEST_LIMIT_MS, () => camera.start());
    expect(said).to.deep.equal(['starting', 'problem:unanswered']);
    answers[0]!();
    await until(() => camera.status === 'on', 'the late answer');
    expect(devices.live()).to.equal(1);
    camera.stop();
    expect(devices.live()).to.equal(0);
  });

  it('start() after an unanswered request requests again and keeps one stream', async () => {
    const answers: (() => void)[] = [];
    devices.ask = () => new Promise((resolve) => answers.push(() => resolve(devices.camera.stream())));
    const { camera } = make();
    await pastLimit(REQUEST_LIMIT_MS, () => camera.start());
    const again = camera.start();
    await until(() => answers.length === 2, 'the second request');
    answers[1]!();
    await again;
    answers[0]!();
    await wait(100);
    expect(camera.status).to.equal('on');
    expect(devices.live()).to.equal(1);
  });

  it('stops a stream that arrives after stop()', async () => {
    let answer = () => {};
    devices.ask = () => new Promise((resolve) => (answer = () => resolve(devices.camera.stream())));
    const { camera, said } = make();
    await pastLimit(REQUEST_LIMIT_MS, () => camera.start());
    camera.stop();
    answer();
    await wait(100);
    expect(said.at(-1)).to.equal('off');
    expect(devices.live()).to.equal(0);
  });

  it('works if enumerateDevices() never settles', async () => {
    const fake = navigator.mediaDevices;
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      get: () => ({
        getUserMedia: (constraints: MediaStreamConstraints) => fake.getUserMedia(constraints),
        enumerateDevices: never,
        addEventListener() {},
        removeEventListener() {},
      }),
    });
    const { camera, texts } = make({ decoder: async () => ({ decode: async () => ({ text: 'code' }) }) });
    await pastLimit(LIST_LIMIT_MS, () => camera.start());
    await until(() => texts.length > 0, 'a text');
    await pastLimit(LIST_LIMIT_MS, async () => expect(await camera.devices()).to.deep.equal([]));
  });

  it('reports a decoder that never loads', async () => {
    const { camera, said } = make({ decoder: never });
    await pastLimit(LOAD_LIMIT_MS, async () => {
      await camera.start();
      await until(() => said.includes('problem:failed'), 'the problem');
    });
    expect(devices.live()).to.equal(0);
  });

  it('keeps decoding after a text that is not accepted, also parts of the frame', async () => {
    let parts = 0;
    const decoder: DecoderLike = {
      async decode(image) {
        const width = 'displayWidth' in image ? image.displayWidth : image.width;
        if (width >= 320) return { text: 'poster' };
        parts += 1;
        return parts > 3 ? { text: 'code' } : null;
      },
    };
    const { camera, texts } = make({ decoder: async () => decoder, accepts: (text) => text === 'code' });
    await camera.start();
    await until(() => texts.includes('code'), 'the code beside the poster');
    const count = texts.length;
    await wait(300);
    expect(texts.length, 'pauses after the code').to.equal(count);
    expect(texts.filter((text) => text === 'poster').length).to.be.at.least(1);
  });

  describe('with the real decoder', () => {
    let decoder: Decoder;
    before(async () => {
      decoder = await createDecoder();
    });
    after(() => decoder.close());

    it('reads a code next to the code of a poster, at any position', async function () {
      // Engines without GPU rendering need seconds for a frame on a busy machine.
      this.timeout(150_000);
      const poster = 'https://library.example/catalogue';
      const code = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';
      for (const [left, top] of [
        [800, 60],
        [820, 380],
        [40, 330],
      ] as const) {
        // Draw once, because drawing is slow in engines without GPU rendering.
        const picture = new OffscreenCanvas(1280, 720);
        const context = picture.getContext('2d')!;
        context.fillStyle = '#777';
        context.fillRect(0, 0, 1280, 720);
        paintCode(context, poster, 480, 20, 320);
        paintCode(context, code, left, top, 280);
        devices.camera = new FakeCamera('moving', 1280, 720);
        devices.camera.overlay = (frame) => frame.drawImage(picture, 0, 0);
        const { camera, texts } = make({
          decoder: async () => decoder,
          accepts: (text) => text === code,
        });
        await camera.start();
        await until(() => texts.includes(code), `the code at ${left}, ${top}`, 45_000);
        camera.stop();
      }
    });
  });

  it('isCanvasFalsified detects noise and white pixels, and accepts unmodified ones', () => {
    expect(isCanvasFalsified()).to.equal(false);
    const { prototype } = CanvasRenderingContext2D;
    const honest = prototype.getImageData;
    try {
      for (const lie of [() => Math.random() * 255, () => 255]) {
        prototype.getImageData = function (...args: Parameters<typeof honest>) {
          const image = honest.apply(this, args);
          for (let i = 0; i < image.data.length; i++) image.data[i] = lie();
          return image;
        };
        expect(isCanvasFalsified()).to.equal(true);
      }
    } finally {
      prototype.getImageData = honest;
    }
  });
});
