import { expect } from 'chai';
import { FakeDevices, setHidden } from '../testing/fake-camera.js';
import { Camera, type CameraOptions, type DecoderLike } from './camera.js';

/** A decoder that finds nothing. */
export const blind: DecoderLike = { decode: async () => null };

/** What the browser throws, under its name. */
export const error = (name: string): DOMException => new DOMException('fake', name);

/** Fake devices and a video, new for each test of the suite; after each test every track has to be stopped. */
export class CameraRig {
  devices = new FakeDevices();
  video = document.createElement('video');
  /** Every status in order, with its problem: `starting`, `problem:denied`. */
  said: string[] = [];
  #cameras: Camera[] = [];

  constructor() {
    beforeEach(() => {
      this.devices = new FakeDevices().install();
      this.video = document.createElement('video');
      document.body.append(this.video);
      this.said = [];
      this.#cameras = [];
    });
    afterEach(() => {
      for (const camera of this.#cameras) camera.stop();
      setHidden(false);
      const left = this.devices.live();
      this.devices.restore();
      this.video.remove();
      expect(left, 'live tracks left').to.equal(0);
    });
  }

  make(options: Partial<CameraOptions> = {}): Camera {
    const camera = new Camera({
      video: this.video,
      decoder: async () => blind,
      onCode: () => {},
      onStatus: (status, problem) => this.said.push(problem ? `${status}:${problem}` : status),
      ...options,
    });
    this.#cameras.push(camera);
    return camera;
  }
}
