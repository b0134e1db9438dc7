import { expect } from 'chai';
import { FakeDevices, setHidden, until } from '../testing/fake-camera.js';
import { wait } from '../testing/wait.js';
import { Camera, type DecoderLike } from './camera.js';
import type { Frame } from './frames.js';

describe('Camera, decoding', () => {
  let devices: FakeDevices;
  let video: HTMLVideoElement;
  let camera: Camera | undefined;

  beforeEach(() => {
    devices = new FakeDevices().install();
    video = document.createElement('video');
    document.body.append(video);
  });

  afterEach(() => {
    camera?.stop();
    setHidden(false);
    devices.restore();
    video.remove();
  });

  const make = (
    decoder: DecoderLike | (() => Promise<DecoderLike>),
    texts: string[] = [],
    said: string[] = [],
  ) => {
    camera = new Camera({
      video,
      decoder: typeof decoder === 'function' ? decoder : async () => decoder,
      onCode: (text) => texts.push(text),
      onStatus: (status, problem) => said.push(problem ? `${status}:${problem}` : status),
    });
    return camera;
  };

  it('reports one non-empty text per start(), and closes every frame', async () => {
    const texts: string[] = [];
    const frames: Frame[] = [];
    let n = 0;
    const decode = async (image: Frame) => {
      frames.push(image);
      n += 1;
      return n < 3 ? null : n < 5 ? { text: '' } : { text: `text ${n}` };
    };
    const reading = make({ decode }, texts);
    await reading.start();
    await until(() => texts.length === 1, 'first text');
    await wait(300);
    expect(texts).to.deep.equal(['text 5']);
    expect(reading.status).to.equal('on');
    await reading.start();
    await until(() => texts.length === 2, 'second text');
    reading.stop();
    await wait(100);
    for (const frame of frames) {
      // The size of a closed frame is 0. ImageData cannot be closed.
      if ('close' in frame) expect('codedWidth' in frame ? frame.codedWidth : frame.width).to.equal(0);
    }
    expect(frames.length).to.be.at.least(6);
  });

  it('decodes one frame at a time, and pauses as long as a slow decode took', async () => {
    let now = 0;
    let most = 0;
    let calls = 0;
    const decode = async () => {
      now += 1;
      calls += 1;
      most = Math.max(most, now);
      await wait(150);
      now -= 1;
      return null;
    };
    await make({ decode }).start();
    await wait(2_000);
    expect(most).to.equal(1);
    expect(calls).to.be.within(2, 8);
  });

  it('does not pause while a code is in view, and decodes with effort glance', async () => {
    const efforts = new Set<string | undefined>();
    const gaps: number[] = [];
    let ended = Number.NaN;
    const decode = async (_: Frame, effort?: string) => {
      efforts.add(effort);
      gaps.push(performance.now() - ended);
      await wait(300);
      ended = performance.now();
      return null;
    };
    await make({ decode, codeSeen: true }).start();
    await until(() => gaps.length > 4, 'several decodes');
    // A pause would be as long as the decode. The remaining gap is the wait for the next frame.
    expect(Math.min(...gaps.slice(1))).to.be.below(250);
    expect([...efforts]).to.deep.equal(['glance']);
  });

  it('drops a text that arrives after stop() or while hidden', async () => {
    const texts: string[] = [];
    let answer = (_: { text: string }) => {};
    let asked = 0;
    const decode = () => {
      asked += 1;
      return new Promise<{ text: string }>((resolve) => (answer = resolve));
    };
    const reading = make({ decode }, texts);
    await reading.start();
    await until(() => asked === 1, 'first decode');
    reading.stop();
    answer({ text: 'late' });
    await wait(50);
    await reading.start();
    await until(() => asked === 2, 'second decode');
    setHidden(true);
    answer({ text: 'hidden' });
    await wait(50);
    expect(texts).to.deep.equal([]);
    setHidden(false);
    await until(() => asked === 3, 'third decode');
    answer({ text: 'now' });
    await until(() => texts.length === 1, 'text');
    expect(texts).to.deep.equal(['now']);
  });

  it('reports reading while codeSeen is true', async () => {
    const said: string[] = [];
    const decoder = { decode: async () => null, codeSeen: false };
    await make(decoder, [], said).start();
    await until(() => said.at(-1) === 'on', 'on');
    decoder.codeSeen = true;
    await until(() => said.at(-1) === 'reading', 'reading');
    await wait(1_300);
    expect(said.at(-1)).to.equal('reading');
    decoder.codeSeen = false;
    await until(() => said.at(-1) === 'on', 'on again');
  });

  it('reports a decoder that failed to load, and loads it again at the next start()', async () => {
    const said: string[] = [];
    let n = 0;
    camera = new Camera({
      video,
      decoder: async () => {
        n += 1;
        if (n === 1) throw new Error('no file');
        return { decode: async () => null };
      },
      onCode: () => {},
      onStatus: (status, problem) => said.push(problem ? `${status}:${problem}` : status),
    });
    await camera.start();
    await until(() => said.at(-1) === 'problem:failed', 'failed');
    expect(devices.live()).to.equal(0);
    await camera.start();
    await until(() => said.at(-1) === 'on', 'on');
  });

  it('switches the frame type when the decoder rejects it', async () => {
    const kinds = new Set<string>();
    const texts: string[] = [];
    const decode = async (image: Frame) => {
      kinds.add(image.constructor.name);
      if (!(image instanceof ImageData)) throw new TypeError('not this');
      return { text: 'pixels' };
    };
    await make({ decode }, texts).start();
    await until(() => texts.length === 1, 'text');
    expect([...kinds].at(-1)).to.equal('ImageData');
  });

  it('keeps decoding while the video is not rendered, without a restart of the stream', async () => {
    let calls = 0;
    const decode = async () => {
      calls += 1;
      return null;
    };
    video.style.display = 'none';
    const said: string[] = [];
    await make({ decode }, [], said).start();
    await until(() => calls > 3, 'decodes');
    await wait(4_500);
    expect(devices.given.length).to.equal(1);
    const before = calls;
    await until(() => calls > before, 'still decoding');
    expect(said).to.deep.equal(['starting', 'on']);
  });

  it('works without requestVideoFrameCallback and VideoFrame', async () => {
    const page: { VideoFrame?: unknown; MediaStreamTrackProcessor?: unknown } = window;
    const proto = HTMLVideoElement.prototype as { requestVideoFrameCallback?: unknown };
    const saved = [page.VideoFrame, proto.requestVideoFrameCallback, page.MediaStreamTrackProcessor];
    page.MediaStreamTrackProcessor = undefined;
    page.VideoFrame = undefined;
    proto.requestVideoFrameCallback = undefined;
    try {
      const kinds = new Set<string>();
      const texts: string[] = [];
      let calls = 0;
      const decode = async (image: Frame) => {
        kinds.add(image.constructor.name);
        calls += 1;
        return calls < 20 ? null : { text: 'text' };
      };
      const started = performance.now();
      await make({ decode }, texts).start();
      await until(() => texts.length === 1, 'text');
      expect([...kinds]).to.deep.equal(['ImageBitmap']);
      // The stream has 15 frames a second: decoding a frame twice would take less time.
      expect(performance.now() - started).to.be.greaterThan(800);
    } finally {
      camera?.stop();
      page.VideoFrame = saved[0];
      proto.requestVideoFrameCallback = saved[1];
      page.MediaStreamTrackProcessor = saved[2];
    }
  });

  it('keeps decoding after the track processor has failed', async () => {
    const page: { VideoFrame?: unknown; MediaStreamTrackProcessor?: unknown } = window;
    const saved = page.MediaStreamTrackProcessor;
    page.MediaStreamTrackProcessor = class {
      readable = new ReadableStream({ pull: (controller) => controller.error(new Error('no more')) });
    };
    try {
      const texts: string[] = [];
      let calls = 0;
      await make({ decode: async () => (++calls < 5 ? null : { text: 'text' }) }, texts).start();
      await until(() => texts.length === 1, 'text');
    } finally {
      camera?.stop();
      page.MediaStreamTrackProcessor = saved;
    }
  });

  it('requests a new decoder at the next start() after one died', async () => {
    let made = 0;
    const dead = { decode: async () => null, dead: true };
    const reading = make(async () => (++made === 1 ? dead : { decode: async () => ({ text: 'text' }) }));
    await reading.start();
    await until(() => reading.problem === 'failed', 'reported failure');
    await reading.start();
    await until(() => made === 2, 'second decoder');
  });

  it('passes on where the code is, and advice if it is not decoded for a moment', async () => {
    const corners = [0.3, 0.7].flatMap((x) => [0.3, 0.7].map((y) => ({ x, y })));
    const dark = {
      finders: 3,
      modulePx: 8,
      light: 20,
      overexposed: 0,
      sharpness: 0.8,
      speed: 0,
      modulesAcross: 90,
    };
    const outlines: unknown[] = [];
    const advice: unknown[] = [];
    camera = new Camera({
      video,
      decoder: async () => ({ decode: async () => null, codeSeen: true, corners, quality: dark }),
      onCode: () => {},
      onOutline: (outline) => outlines.push(outline),
      onAdvice: (cause) => advice.push(cause),
    });
    await camera.start();
    await until(() => advice.length === 1, 'advice');
    expect(camera.advice).to.equal('dark');
    expect(outlines).to.include(corners);
    camera.stop();
    expect(advice, 'no call after the end').to.deep.equal(['dark']);
    expect(camera.advice).to.equal(undefined);
    expect(outlines.at(-1)).to.equal(null);
  });

  it('converts the outline in a part of a frame to the whole frame', async () => {
    const corners = [{ x: 0, y: 0 }];
    const outlines: string[] = [];
    camera = new Camera({
      video,
      decoder: async () => ({ decode: async () => ({ text: 'foreign' }), corners }),
      accepts: () => false,
      onCode: () => {},
      onOutline: (outline) =>
        outline && outlines.push(`${outline[0]!.x.toFixed(2)} ${outline[0]!.y.toFixed(2)}`),
    });
    await camera.start();
    // Whole frames, and parts of which the right and the lower ones begin at 0.42.
    await until(
      () => ['0.00 0.00', '0.42 0.00', '0.00 0.42', '0.42 0.42'].every((at) => outlines.includes(at)),
      'parts',
    );
  });
});
