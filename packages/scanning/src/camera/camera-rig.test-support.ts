import { expect } from 'chai';
import { FakeDevices, setHidden } from '../testing/fake-camera.js';
import { Camera, type CameraOptions, type DecoderLike } from './camera.js';

/** A decoder that never finds a code. */
export const blind: DecoderLike = { decode: async () => null };

/** A DOMException of this name. */
export const error = (name: string): DOMException => new DOMException('fake', name);

/**
 * Fresh fake devices and a video for each test of the suite. Asserts after each test that every track was
 * stopped.
 */
export class CameraRig {
  devices = new FakeDevices();
  video = document.createElement('video');
  /** All statuses in order, with their problem: `starting`, `problem:denied`. */
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
