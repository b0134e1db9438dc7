/** Test support: cameras made of canvases, and the visibility of the page. */

import { wait } from './wait.js';

export type Picture = 'moving' | 'black' | 'still' | 'none';

/** A fake device: a canvas that is painted 15 times a second. */
export class FakeCamera {
  readonly canvas = document.createElement('canvas');
  picture: Picture;
  /** Painted over every picture. */
  overlay: (context: CanvasRenderingContext2D) => void = () => {};
  #timer: ReturnType<typeof setInterval> | undefined;
  #n = 0;

  constructor(picture: Picture = 'moving', width = 320, height = 180) {
    this.picture = picture;
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.getContext('2d');
  }

  stream(): MediaStream {
    clearInterval(this.#timer);
    const stream = this.canvas.captureStream(15);
    this.#timer = setInterval(() => this.#paint(stream), 66);
    this.#paint(stream);
    return stream;
  }

  #paint(stream: MediaStream): void {
    if (stream.getTracks().every((track) => track.readyState === 'ended')) clearInterval(this.#timer);
    const context = this.canvas.getContext('2d')!;
    if (this.picture === 'none') return;
    this.#n += 1;
    context.fillStyle = this.picture === 'black' ? '#000' : '#bbb';
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.picture !== 'moving') return;
    context.fillStyle = '#246';
    context.fillRect((this.#n * 13) % 280, 30, 90, 90);
    this.overlay(context);
  }
}

type Ask = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

/** Replaces `navigator.mediaDevices` and records every stream. */
export class FakeDevices {
  camera = new FakeCamera();
  asked: MediaStreamConstraints[] = [];
  given: MediaStream[] = [];
  list: { deviceId: string; kind: string; label: string }[] = [
    { deviceId: 'one', kind: 'videoinput', label: 'USB Camera' },
  ];
  ask: Ask = async () => this.camera.stream();
  readonly #devices = navigator.mediaDevices as MediaDevices | undefined;
  #own = new EventTarget();

  install(): this {
    const fake = {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        this.asked.push(constraints);
        const stream = await this.ask(constraints);
        this.given.push(stream);
        return stream;
      },
      enumerateDevices: async () => this.list,
      addEventListener: this.#own.addEventListener.bind(this.#own),
      removeEventListener: this.#own.removeEventListener.bind(this.#own),
    };
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, get: () => fake });
    return this;
  }

  changed(): void {
    this.#own.dispatchEvent(new Event('devicechange'));
  }

  live(): number {
    const tracks = this.given.flatMap((stream) => stream.getTracks());
    return tracks.filter((track) => track.readyState === 'live').length;
  }

  restore(): void {
    for (const stream of this.given) for (const track of stream.getTracks()) track.stop();
    delete (navigator as { mediaDevices?: unknown }).mediaDevices;
    if (navigator.mediaDevices !== this.#devices) throw new Error('mediaDevices not restored');
  }
}

export function setHidden(hidden: boolean): void {
  if (hidden) Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  else delete (document as { visibilityState?: unknown }).visibilityState;
  document.dispatchEvent(new Event('visibilitychange'));
}

export async function until(true_: () => boolean, what: string, ms = 12_000): Promise<void> {
  const end = performance.now() + ms;
  while (!true_()) {
    if (performance.now() > end) throw new Error(`Timed out after ${ms} ms: ${what}`);
    await wait(20);
  }
}
