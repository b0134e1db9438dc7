import { expect } from 'chai';
import { FakeCamera, FakeDevices, setHidden, until, wait } from '../testing/fake-camera.js';
import { Camera, type CameraOptions, type DecoderLike } from './camera.js';

const blind: DecoderLike = { decode: async () => null };

function error(name: string): DOMException {
  return new DOMException('fake', name);
}

describe('Camera', () => {
  let devices: FakeDevices;
  let video: HTMLVideoElement;
  let said: string[];
  let cameras: Camera[];

  const make = (options: Partial<CameraOptions> = {}) => {
    const camera = new Camera({
      video,
      decoder: async () => blind,
      onCode: () => {},
      onStatus: (status, problem) => said.push(problem ? `${status}:${problem}` : status),
      ...options,
    });
    cameras.push(camera);
    return camera;
  };

  beforeEach(() => {
    devices = new FakeDevices().install();
    video = document.createElement('video');
    document.body.append(video);
    said = [];
    cameras = [];
  });

  afterEach(() => {
    for (const camera of cameras) camera.stop();
    setHidden(false);
    const left = devices.live();
    devices.restore();
    video.remove();
    expect(left, 'live tracks left').to.equal(0);
  });

  it('shows the picture and stops at once', async () => {
    const camera = make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(video.muted).to.equal(true);
    expect(video.playsInline).to.equal(true);
    expect(devices.live()).to.equal(1);
    camera.stop();
    expect(devices.live()).to.equal(0);
    expect(video.srcObject).to.equal(null);
    expect(said).to.deep.equal(['starting', 'on', 'off']);
    expect(devices.asked[0]).to.deep.equal({
      audio: false,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } },
    });
  });

  it('stops a stream that arrives late', async () => {
    let give = () => {};
    devices.ask = () => new Promise((resolve) => (give = () => resolve(devices.camera.stream())));
    const camera = make();
    const started = camera.start();
    camera.stop();
    give();
    await started;
    expect(devices.given.length).to.equal(1);
    expect(devices.live()).to.equal(0);
    expect(video.srcObject ?? null).to.equal(null);
    expect(said).to.deep.equal(['starting', 'off']);
  });

  it('stops a stream at once while the cameras are being listed, and starts anew', async () => {
    let list = () => {};
    navigator.mediaDevices.enumerateDevices = () =>
      new Promise((resolve) => (list = () => resolve(devices.list as MediaDeviceInfo[])));
    const camera = make();
    const started = camera.start();
    await until(() => devices.given.length === 1, 'a stream');
    camera.stop();
    expect(devices.live()).to.equal(0);
    void camera.start();
    list();
    await until(() => devices.given.length === 2, 'another stream');
    list();
    await started;
    await until(() => camera.status === 'on', 'on');
    expect(devices.live()).to.equal(1);
  });

  it('starts again while the old request is still under way, with one request at a time', async () => {
    let waiting = 0;
    let most = 0;
    devices.ask = async () => {
      waiting += 1;
      most = Math.max(most, waiting);
      await wait(50);
      waiting -= 1;
      return devices.camera.stream();
    };
    const camera = make();
    void camera.start();
    camera.stop();
    void camera.start();
    camera.stop();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(most).to.equal(1);
    expect(devices.live()).to.equal(1);
  });

  it('leaves no track behind after 500 starts and stops in any order, and asks for one decoder', async () => {
    let decoders = 0;
    const camera = make({
      decoder: async () => {
        decoders += 1;
        return blind;
      },
    });
    for (let i = 0; i < 500; i++) {
      const started = camera.start();
      if (i % 50 === 0) await started;
      else if (i % 3 === 0) await wait(0);
      camera.stop();
      expect(video.srcObject ?? null).to.equal(null);
    }
    await wait(50);
    expect(devices.given.length).to.be.greaterThan(50);
    expect(devices.live()).to.equal(0);
    expect(decoders).to.equal(1);
    expect(camera.status).to.equal('off');
  }).timeout(60_000);

  it('frees the device while the page is hidden or left, and comes back', async () => {
    const camera = make();
    await camera.start();
    setHidden(true);
    expect(devices.live()).to.equal(0);
    expect(camera.status).to.equal('off');
    setHidden(false);
    await until(() => camera.status === 'on', 'on after hidden');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(devices.live()).to.equal(0);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => camera.status === 'on', 'on after pageshow');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await camera.start();
    await until(() => camera.status === 'on', 'on when asked for again');
    camera.stop();
    setHidden(true);
    setHidden(false);
    await wait(50);
    expect(devices.live()).to.equal(0);
    expect(devices.given.length).to.equal(4);
  });

  it('waits for a page that is hidden when asked to start', async () => {
    setHidden(true);
    const camera = make();
    await camera.start();
    expect(devices.asked.length).to.equal(0);
    setHidden(false);
    await until(() => camera.status === 'on', 'on');
  });

  it('stops a stream that arrives while the page is hidden', async () => {
    devices.ask = async () => {
      await wait(30);
      return devices.camera.stream();
    };
    const camera = make();
    const started = camera.start();
    setHidden(true);
    await started;
    expect(devices.given.length).to.equal(1);
    expect(devices.live()).to.equal(0);
  });

  it('plays on after a move in the document', async () => {
    const camera = make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    const box = document.createElement('div');
    document.body.append(box);
    for (let i = 0; i < 3; i++) {
      (i % 2 ? document.body : box).append(video);
      camera.attach();
      await wait(30);
    }
    await until(() => !video.paused, 'playing');
    const other = document.createElement('video');
    box.append(other);
    camera.attach(other);
    expect(video.srcObject).to.equal(null);
    await until(() => !other.paused && other.readyState >= 2, 'the other plays');
    expect(devices.given.length).to.equal(1);
    camera.stop();
    expect(other.srcObject).to.equal(null);
    box.remove();
  });

  for (const [name, problem] of [
    ['NotAllowedError', 'denied'],
    ['PermissionDeniedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'none'],
    ['DevicesNotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'busy'],
    ['TrackStartError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ] as const) {
    it(`names ${name}: ${problem}`, async () => {
      devices.ask = async () => {
        throw name === 'TypeError' ? new TypeError('fake') : error(name);
      };
      await make().start();
      expect(said).to.deep.equal(['starting', `problem:${problem}`]);
    });
  }

  it('says insecure, unsupported and frame-forbidden without asking', async () => {
    const cases: [object, string, () => unknown, string][] = [
      [window, 'isSecureContext', () => false, 'insecure'],
      [navigator, 'mediaDevices', () => undefined, 'unsupported'],
      [document, 'permissionsPolicy', () => ({ allowsFeature: () => false }), 'frame-forbidden'],
    ];
    for (const [object, key, get, problem] of cases) {
      const before = Object.getOwnPropertyDescriptor(object, key);
      Object.defineProperty(object, key, { configurable: true, get });
      try {
        await make().start();
      } finally {
        if (before) Object.defineProperty(object, key, before);
        else delete (object as Record<string, unknown>)[key];
      }
      expect(said.pop()).to.equal(`problem:${problem}`);
    }
    expect(devices.asked.length).to.equal(0);
  });

  it('does not crash on whatever is thrown', async () => {
    for (const thrown of [null, undefined, 'text', 7]) {
      devices.ask = () => Promise.reject(thrown);
      await make().start();
      expect(said.pop()).to.equal('problem:failed');
    }
  });

  it('tries a busy camera again, and words a start after a denial anew', async () => {
    let n = 0;
    devices.ask = async () => {
      n += 1;
      if (n === 1) throw error('NotAllowedError');
      if (n === 2) throw error('NotReadableError');
      return devices.camera.stream();
    };
    const camera = make();
    await camera.start();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(said).to.deep.equal(['starting', 'problem:denied', 'starting', 'problem:busy', 'on']);
  });

  it('survives unplug and replug', async () => {
    const camera = make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    const ask = devices.ask;
    devices.ask = async () => {
      throw error('NotFoundError');
    };
    const track = devices.given[0]!.getVideoTracks()[0]!;
    devices.list = [];
    track.stop(); // says nothing, like some drivers
    await until(() => camera.problem === 'lost', 'lost');
    devices.ask = ask;
    devices.list = [{ deviceId: 'one', kind: 'videoinput', label: 'USB Camera' }];
    devices.changed();
    await until(() => camera.status === 'on', 'on again');
    expect(devices.live()).to.equal(1);
  });

  it('goes back to the unplugged camera from the one that stood in', async () => {
    const wishes: unknown[] = [];
    const ids = ['web', 'built in', 'web'];
    let n = 0;
    devices.ask = async ({ video: wish }) => {
      wishes.push((wish as MediaTrackConstraints).deviceId);
      if (n === 1 && wishes.at(-1)) throw error('OverconstrainedError');
      const stream = devices.camera.stream();
      const deviceId = ids[n++]!;
      Object.assign(stream.getVideoTracks()[0]!, { getSettings: () => ({ deviceId }) });
      return stream;
    };
    const camera = make();
    await camera.start();
    const track = devices.given[0]!.getVideoTracks()[0]!;
    track.stop(); // says nothing, like some drivers
    await until(() => camera.deviceId === 'built in' && camera.status === 'on', 'stand-in');
    devices.list = ['web', 'built in'].map((deviceId) => ({ deviceId, kind: 'videoinput', label: deviceId }));
    devices.changed();
    await until(() => camera.deviceId === 'web' && camera.status === 'on', 'the first again');
    expect(wishes).to.deep.equal([undefined, { exact: 'web' }, undefined, { exact: 'web' }]);
    expect(devices.live()).to.equal(1);
  });

  it('uses a remembered camera, or another when that is gone', async () => {
    devices.ask = async ({ video: wish }) => {
      if (typeof wish === 'object' && wish.deviceId) throw error('OverconstrainedError');
      return devices.camera.stream();
    };
    const camera = make({ deviceId: 'gone' });
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect((devices.asked[0]!.video as MediaTrackConstraints).deviceId).to.deep.equal({ exact: 'gone' });
    expect(devices.asked.length).to.equal(2);
    devices.ask = async () => devices.camera.stream();
    await camera.choose('one');
    expect((devices.asked[2]!.video as MediaTrackConstraints).deviceId).to.deep.equal({ exact: 'one' });
    expect(devices.live()).to.equal(1);
    expect(await camera.devices()).to.deep.equal([{ deviceId: 'one', label: 'USB Camera' }]);
  });

  it('restarts a dead stream', async () => {
    const dead = new FakeCamera();
    const good = devices.camera;
    devices.camera = dead;
    const camera = make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    dead.picture = 'none';
    devices.camera = good;
    await until(() => devices.given.length === 2, 'restarted');
    await until(() => camera.status === 'on', 'on again');
    expect(devices.live()).to.equal(1);
  });

  it('restarts a black stream, then says so, and notices the light', async () => {
    devices.camera.picture = 'black';
    let decoded = 0;
    const camera = make({
      decoder: async () => ({
        decode: async () => {
          decoded += 1;
          return null;
        },
      }),
    });
    await camera.start();
    await until(() => camera.problem === 'black', 'black');
    expect(devices.given.length).to.equal(2);
    const before = decoded;
    await wait(400);
    expect(decoded, 'decodes of black pictures').to.equal(before);
    devices.camera.picture = 'moving';
    await until(() => camera.status === 'on', 'on');
    await until(() => decoded > before, 'decoding again');
    expect(devices.live()).to.equal(1);
  });

  it('comes back when the user allows the camera in the settings', async () => {
    const permission = Object.assign(new EventTarget(), { state: 'denied' });
    const before = navigator.permissions.query;
    navigator.permissions.query = async () => permission as unknown as PermissionStatus;
    try {
      devices.ask = async () => {
        throw error('NotAllowedError');
      };
      const camera = make();
      await camera.start();
      expect(camera.problem).to.equal('denied');
      devices.ask = async () => devices.camera.stream();
      permission.state = 'granted';
      permission.dispatchEvent(new Event('change'));
      await until(() => camera.status === 'on', 'on');
    } finally {
      navigator.permissions.query = before;
    }
  });

  it('finds no torch and no zoom on a camera without them', async () => {
    const camera = make();
    expect(camera.controls).to.deep.equal({ torch: false, torchOn: false, zoom: null });
    await camera.start();
    expect(camera.controls).to.deep.equal({ torch: false, torchOn: false, zoom: null });
    expect(await camera.setTorch(true)).to.be.a('boolean');
  });

  it('switches torch and zoom where the device has them, and again after a restart', async () => {
    const applied: unknown[] = [];
    devices.ask = async () => {
      const stream = devices.camera.stream();
      Object.assign(stream.getVideoTracks()[0]!, {
        getCapabilities: () => ({
          torch: true,
          zoom: { min: 1, max: 4, step: 0.5 },
          focusMode: ['continuous'],
        }),
        applyConstraints: async (c: MediaTrackConstraints) => void applied.push(c.advanced![0]),
      });
      return stream;
    };
    const camera = make();
    await camera.start();
    expect(camera.controls).to.deep.equal({
      torch: true,
      torchOn: false,
      zoom: { min: 1, max: 4, step: 0.5, value: 1 },
    });
    expect(await camera.setTorch(true)).to.equal(true);
    expect(await camera.setZoom(2)).to.equal(true);
    setHidden(true);
    setHidden(false);
    await until(() => camera.status === 'on', 'on');
    const focus = { focusMode: 'continuous' };
    expect(applied).to.deep.equal([focus, { torch: true }, { zoom: 2 }, focus, { torch: true, zoom: 2 }]);
  });
});
