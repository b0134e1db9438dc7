import { expect } from 'chai';
import { until } from '../testing/fake-camera.js';
import { CameraRig, error } from './camera-rig.test-support.js';

describe('Camera, problems', () => {
  const rig = new CameraRig();

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
    it(`maps ${name} to ${problem}`, async () => {
      rig.devices.ask = async () => {
        throw name === 'TypeError' ? new TypeError('fake') : error(name);
      };
      await rig.make().start();
      expect(rig.said).to.deep.equal(['starting', `problem:${problem}`]);
    });
  }

  it('reports insecure without calling getUserMedia', async () => {
    const before = Object.getOwnPropertyDescriptor(window, 'isSecureContext');
    Object.defineProperty(window, 'isSecureContext', { configurable: true, get: () => false });
    try {
      // In WebKit, code that has already run keeps the old value, so import a fresh copy of the module.
      const fresh = './problem.js?insecure';
      const { problemBefore }: typeof import('./problem.js') = await import(fresh);
      expect(problemBefore()).to.equal('insecure');
    } finally {
      if (before) Object.defineProperty(window, 'isSecureContext', before);
      else Reflect.deleteProperty(window, 'isSecureContext');
    }
  });

  it('reports unsupported and frame-forbidden without calling getUserMedia', async () => {
    const cases: [object, string, () => unknown, string][] = [
      [navigator, 'mediaDevices', () => undefined, 'unsupported'],
      [document, 'permissionsPolicy', () => ({ allowsFeature: () => false }), 'frame-forbidden'],
    ];
    for (const [object, key, get, problem] of cases) {
      const before = Object.getOwnPropertyDescriptor(object, key);
      Object.defineProperty(object, key, { configurable: true, get });
      try {
        await rig.make().start();
      } finally {
        if (before) Object.defineProperty(object, key, before);
        else delete (object as Record<string, unknown>)[key];
      }
      expect(rig.said.pop()).to.equal(`problem:${problem}`);
    }
    expect(rig.devices.asked.length).to.equal(0);
  });

  it('handles any thrown value', async () => {
    for (const thrown of [null, undefined, 'text', 7]) {
      rig.devices.ask = () => Promise.reject(thrown);
      await rig.make().start();
      expect(rig.said.pop()).to.equal('problem:failed');
    }
  });

  it('retries a busy camera', async () => {
    let n = 0;
    rig.devices.ask = async () => {
      n += 1;
      if (n === 1) throw error('NotAllowedError');
      if (n === 2) throw error('NotReadableError');
      return rig.devices.camera.stream();
    };
    const camera = rig.make();
    await camera.start();
    await camera.start();
    await until(() => camera.status === 'on', 'on');
    expect(rig.said).to.deep.equal(['starting', 'problem:denied', 'starting', 'problem:busy', 'on']);
  });

  it('starts when the permission changes to granted', async () => {
    const permission = Object.assign(new EventTarget(), {
      name: 'camera',
      onchange: null,
      state: 'denied' as PermissionState,
    });
    const before = navigator.permissions.query;
    navigator.permissions.query = async () => permission;
    try {
      rig.devices.ask = async () => {
        throw error('NotAllowedError');
      };
      const camera = rig.make();
      await camera.start();
      expect(camera.problem).to.equal('denied');
      rig.devices.ask = async () => rig.devices.camera.stream();
      permission.state = 'granted';
      permission.dispatchEvent(new Event('change'));
      await until(() => camera.status === 'on', 'on');
    } finally {
      navigator.permissions.query = before;
    }
  });
});
