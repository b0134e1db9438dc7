import { expect } from 'chai';
import { FakeCamera, setHidden, until } from '../testing/fake-camera.js';
import { wait } from '../testing/wait.js';
import { blind, CameraRig, error } from './camera-rig.test-support.js';

describe('Camera', () => {
  const rig = new CameraRig();

  it('shows the stream, and stop() ends it synchronously', async () => {
    const camera = rig.make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(rig.video.muted).to.equal(true);
    expect(rig.video.playsInline).to.equal(true);
    expect(rig.devices.live()).to.equal(1);
    camera.stop();
    expect(rig.devices.live()).to.equal(0);
    expect(rig.video.srcObject).to.equal(null);
    expect(rig.said).to.deep.equal(['starting', 'on', 'off']);
    expect(rig.devices.asked[0]).to.deep.equal({
      audio: false,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } },
    });
  });

  it('stops a stream that arrives after stop()', async () => {
    let give = () => {};
    rig.devices.ask = () => new Promise((resolve) => (give = () => resolve(rig.devices.camera.stream())));
    const camera = rig.make();
    const started = camera.start();
    camera.stop();
    give();
    await started;
    expect(rig.devices.given.length).to.equal(1);
    expect(rig.devices.live()).to.equal(0);
    expect(rig.video.srcObject ?? null).to.equal(null);
    expect(rig.said).to.deep.equal(['starting', 'off']);
  });

  it('stops during enumerateDevices(), and starts again', async () => {
    let list = () => {};
    navigator.mediaDevices.enumerateDevices = () =>
      new Promise((resolve) => (list = () => resolve(rig.devices.list as MediaDeviceInfo[])));
    const camera = rig.make();
    const started = camera.start();
    await until(() => rig.devices.given.length === 1, 'a stream');
    camera.stop();
    expect(rig.devices.live()).to.equal(0);
    void camera.start();
    list();
    await until(() => rig.devices.given.length === 2, 'second stream');
    list();
    await started;
    await until(() => camera.status === 'on', 'on');
    expect(rig.devices.live()).to.equal(1);
  });

  it('restarts during a pending request, without concurrent requests', async () => {
    let waiting = 0;
    let most = 0;
    rig.devices.ask = async () => {
      waiting += 1;
      most = Math.max(most, waiting);
      await wait(50);
      waiting -= 1;
      return rig.devices.camera.stream();
    };
    const camera = rig.make();
    void camera.start();
    camera.stop();
    void camera.start();
    camera.stop();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(most).to.equal(1);
    expect(rig.devices.live()).to.equal(1);
  });

  // The full number runs under `npm run test:engines`.
  const starts = globalThis.longTests ? 500 : 100;
  it(`leaves no live track after ${starts} starts and stops, and requests one decoder`, async () => {
    let decoders = 0;
    const camera = rig.make({
      decoder: async () => {
        decoders += 1;
        return blind;
      },
    });
    for (let i = 0; i < starts; i++) {
      const started = camera.start();
      if (i % 50 === 0) await started;
      else if (i % 3 === 0) await wait(0);
      camera.stop();
      expect(rig.video.srcObject ?? null).to.equal(null);
    }
    await wait(50);
    expect(rig.devices.given.length).to.be.greaterThan(starts / 10);
    expect(rig.devices.live()).to.equal(0);
    expect(decoders).to.equal(1);
    expect(camera.status).to.equal('off');
  }).timeout(60_000);

  it('releases the device while the page is hidden, and resumes when it is visible', async () => {
    const camera = rig.make();
    await camera.start();
    setHidden(true);
    expect(rig.devices.live()).to.equal(0);
    expect(camera.status).to.equal('off');
    setHidden(false);
    await until(() => camera.status === 'on', 'on after hidden');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(rig.devices.live()).to.equal(0);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => camera.status === 'on', 'on after pageshow');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await camera.start();
    await until(() => camera.status === 'on', 'on when asked for again');
    camera.stop();
    setHidden(true);
    setHidden(false);
    await wait(50);
    expect(rig.devices.live()).to.equal(0);
    expect(rig.devices.given.length).to.equal(4);
  });

  it('start() in a hidden page waits until it is visible', async () => {
    setHidden(true);
    const camera = rig.make();
    await camera.start();
    expect(rig.devices.asked.length).to.equal(0);
    setHidden(false);
    await until(() => camera.status === 'on', 'on');
  });

  it('stops a stream that arrives while the page is hidden', async () => {
    rig.devices.ask = async () => {
      await wait(30);
      return rig.devices.camera.stream();
    };
    const camera = rig.make();
    const started = camera.start();
    setHidden(true);
    await started;
    expect(rig.devices.given.length).to.equal(1);
    expect(rig.devices.live()).to.equal(0);
  });

  it('keeps playing after the video was moved in the document', async () => {
    const camera = rig.make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    const box = document.createElement('div');
    document.body.append(box);
    for (let i = 0; i < 3; i++) {
      (i % 2 ? document.body : box).append(rig.video);
      camera.attach();
      await wait(30);
    }
    await until(() => !rig.video.paused, 'playing');
    const other = document.createElement('video');
    box.append(other);
    camera.attach(other);
    expect(rig.video.srcObject).to.equal(null);
    await until(() => !other.paused && other.readyState >= 2, 'second video plays');
    expect(rig.devices.given.length).to.equal(1);
    camera.stop();
    expect(other.srcObject).to.equal(null);
    box.remove();
  });

  it('resumes after unplug and replug', async () => {
    const camera = rig.make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    const ask = rig.devices.ask;
    rig.devices.ask = async () => {
      throw error('NotFoundError');
    };
    const track = rig.devices.given[0]!.getVideoTracks()[0]!;
    rig.devices.list = [];
    track.stop(); // says nothing, like some drivers
    await until(() => camera.problem === 'lost', 'lost');
    rig.devices.ask = ask;
    rig.devices.list = [{ deviceId: 'one', kind: 'videoinput', label: 'USB Camera' }];
    rig.devices.changed();
    await until(() => camera.status === 'on', 'on again');
    expect(rig.devices.live()).to.equal(1);
  });

  it('returns to the unplugged camera from its substitute', async () => {
    const requestedIds: unknown[] = [];
    const ids = ['web', 'built in', 'web'];
    let n = 0;
    rig.devices.ask = async ({ video }) => {
      requestedIds.push((video as MediaTrackConstraints).deviceId);
      if (n === 1 && requestedIds.at(-1)) throw error('OverconstrainedError');
      const stream = rig.devices.camera.stream();
      const deviceId = ids[n++]!;
      Object.assign(stream.getVideoTracks()[0]!, { getSettings: () => ({ deviceId }) });
      return stream;
    };
    const camera = rig.make();
    await camera.start();
    const track = rig.devices.given[0]!.getVideoTracks()[0]!;
    track.stop(); // says nothing, like some drivers
    await until(() => camera.deviceId === 'built in' && camera.status === 'on', 'substitute');
    rig.devices.list = ['web', 'built in'].map((deviceId) => ({
      deviceId,
      kind: 'videoinput',
      label: deviceId,
    }));
    rig.devices.changed();
    await until(() => camera.deviceId === 'web' && camera.status === 'on', 'first camera again');
    expect(requestedIds).to.deep.equal([undefined, { exact: 'web' }, undefined, { exact: 'web' }]);
    expect(rig.devices.live()).to.equal(1);
  });

  it('uses the remembered camera, or another one if it is gone', async () => {
    rig.devices.ask = async ({ video }) => {
      if (typeof video === 'object' && video.deviceId) throw error('OverconstrainedError');
      return rig.devices.camera.stream();
    };
    const camera = rig.make({ deviceId: 'gone' });
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect((rig.devices.asked[0]!.video as MediaTrackConstraints).deviceId).to.deep.equal({ exact: 'gone' });
    expect(rig.devices.asked.length).to.equal(2);
    rig.devices.ask = async () => rig.devices.camera.stream();
    await camera.choose('one');
    expect((rig.devices.asked[2]!.video as MediaTrackConstraints).deviceId).to.deep.equal({ exact: 'one' });
    expect(rig.devices.live()).to.equal(1);
    expect(await camera.devices()).to.deep.equal([{ deviceId: 'one', label: 'USB Camera' }]);
  });

  it('restarts a stalled stream', async () => {
    const dead = new FakeCamera();
    const good = rig.devices.camera;
    rig.devices.camera = dead;
    const camera = rig.make();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    dead.picture = 'none';
    rig.devices.camera = good;
    await until(() => rig.devices.given.length === 2, 'restarted');
    await until(() => camera.status === 'on', 'on again');
    expect(rig.devices.live()).to.equal(1);
  });

  it('restarts a black stream once, then reports black until frames are bright again', async () => {
    rig.devices.camera.picture = 'black';
    let decoded = 0;
    const camera = rig.make({
      decoder: async () => ({
        decode: async () => {
          decoded += 1;
          return null;
        },
      }),
    });
    await camera.start();
    await until(() => camera.problem === 'black', 'black');
    expect(rig.devices.given.length).to.equal(2);
    const before = decoded;
    await wait(400);
    expect(decoded, 'decodes of black pictures').to.equal(before);
    rig.devices.camera.picture = 'moving';
    await until(() => camera.status === 'on', 'on');
    await until(() => decoded > before, 'decoding again');
    expect(rig.devices.live()).to.equal(1);
  });

  it('reports no torch and no zoom for a camera without them', async () => {
    const camera = rig.make();
    expect(camera.controls).to.deep.equal({ torch: false, torchOn: false, zoom: null, focus: false });
    await camera.start();
    expect(camera.controls).to.deep.equal({ torch: false, torchOn: false, zoom: null, focus: false });
    expect(await camera.setTorch(true)).to.be.a('boolean');
  });

  it('sets torch and zoom, and restores them after a restart', async () => {
    const applied: unknown[] = [];
    rig.devices.ask = async () => {
      const stream = rig.devices.camera.stream();
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
    const camera = rig.make();
    await camera.start();
    expect(camera.controls).to.deep.equal({
      torch: true,
      torchOn: false,
      zoom: { min: 1, max: 4, step: 0.5, value: 1 },
      focus: false,
    });
    expect(await camera.setTorch(true)).to.equal(true);
    expect(await camera.setZoom(2)).to.equal(true);
    setHidden(true);
    setHidden(false);
    await until(() => camera.status === 'on', 'on');
    const focus = { focusMode: 'continuous' };
    expect(applied).to.deep.equal([focus, { torch: true }, { zoom: 2 }, focus, { torch: true, zoom: 2 }]);
  });

  /** Constraints that a camera with these focus modes receives. */
  const withFocus = (focusMode: string[], applied: unknown[]) => {
    rig.devices.ask = async () => {
      const stream = rig.devices.camera.stream();
      Object.assign(stream.getVideoTracks()[0]!, {
        getCapabilities: () => ({ focusMode }),
        applyConstraints: async (c: MediaTrackConstraints) => void applied.push(c.advanced![0]),
      });
      return stream;
    };
    return rig.make();
  };

  it('focuses once on a point, then continuously again', async () => {
    const applied: unknown[] = [];
    const camera = withFocus(['continuous', 'single-shot'], applied);
    // The browser tells that it knows points; capabilities do not mention them.
    Object.assign(navigator.mediaDevices, { getSupportedConstraints: () => ({ pointsOfInterest: true }) });
    await camera.start();
    expect(camera.controls.focus).to.equal(true);
    applied.length = 0;
    const point = { x: 0.5, y: 0.25 };
    expect(await camera.refocus(point)).to.equal(true);
    expect(applied).to.deep.equal([{ focusMode: 'single-shot', pointsOfInterest: [point] }]);
    await until(() => applied.length === 2, 'continuous focus');
    expect(applied[1]).to.deep.equal({ focusMode: 'continuous' });
  });

  it('ends a focus run with stop(), and begins it anew with each request', async () => {
    const applied: unknown[] = [];
    const camera = withFocus(['continuous', 'single-shot'], applied);
    await camera.start();
    applied.length = 0;
    await camera.refocus();
    await wait(1_000);
    await camera.refocus();
    await wait(1_000);
    const run = { focusMode: 'single-shot' };
    expect(applied, 'not ended by the first run').to.deep.equal([run, run]);
    camera.stop();
    await wait(700);
    expect(applied).to.deep.equal([run, run]);
  });

  it('restarts continuous focus if the device has no single focus run', async () => {
    const applied: unknown[] = [];
    const camera = withFocus(['continuous', 'manual'], applied);
    await camera.start();
    applied.length = 0;
    expect(await camera.refocus()).to.equal(true);
    expect(applied).to.deep.equal([{ focusMode: 'manual' }, { focusMode: 'continuous' }]);
  });

  it('does not focus a device with a fixed focus, or none', async () => {
    const camera = withFocus(['none'], []);
    expect(await camera.refocus()).to.equal(false);
    await camera.start();
    expect(camera.controls.focus).to.equal(false);
    expect(await camera.refocus()).to.equal(false);
  });
});
