import { wait } from '@cid-elements/scanning/testing/wait';
import './define.js';
import { expect } from 'chai';
import type { CidScanner } from './cid-scanner.js';

async function until<T>(find: () => T | false | null | undefined, what: string): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const found = find();
    if (found) return found;
    await wait(20);
  }
  throw new Error(`Timed out: ${what}`);
}

describe('source panels', () => {
  let scanner: CidScanner;
  let tracks: MediaStreamTrack[];
  const root = () => scanner.shadowRoot!;
  const button = (label: string) =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.trim() === label);
  const live = () => tracks.filter((track) => track.readyState === 'live').length;

  beforeEach(() => {
    tracks = [];
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    let n = 0;
    const getUserMedia = async () => {
      const stream = canvas.captureStream(15);
      const track = stream.getVideoTracks()[0]!;
      tracks.push(track);
      const timer = setInterval(() => {
        if (track.readyState === 'ended') clearInterval(timer);
        context.fillStyle = n++ % 2 ? '#9ab' : '#ba9';
        context.fillRect(0, 0, canvas.width, canvas.height);
      }, 60);
      return stream;
    };
    const devices = ['one', 'two'].map((deviceId) => ({ deviceId, kind: 'videoinput', label: deviceId }));
    const fake = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => devices });
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, get: () => fake });
    scanner = document.createElement('cid-scanner') as CidScanner;
    document.body.append(scanner);
  });

  afterEach(async () => {
    scanner.remove();
    await wait(50);
    delete (navigator as { mediaDevices?: unknown }).mediaDevices;
    expect(live(), 'live tracks left').to.equal(0);
  });

  const cameraOn = async () => {
    scanner.start();
    (await until(() => button('Включить камеру'), 'the button')).click();
    await until(() => root().querySelector('.hint')?.textContent?.includes('в рамке'), 'the camera');
  };

  it('follow the sources attribute: a removed camera stops', async () => {
    await cameraOn();
    expect(root().querySelector('input[type=file]')).to.equal(null);
    scanner.sources = 'wedge image';
    await scanner.updateComplete;
    expect(live()).to.equal(0);
    await until(() => root().querySelector('input[type=file]'), 'pictures');
    expect(button('Выключить камеру')).to.equal(undefined);
  });

  it('show advice instead of the hint if no code is read', async () => {
    await cameraOn();
    await until(() => root().querySelector('.beside .notice'), 'advice');
    expect(root().querySelector('.hint')).to.equal(null);
  });

  it('remember the chosen camera only on request', async () => {
    localStorage.removeItem('cid-camera');
    await cameraOn();
    const select = await until(() => root().querySelector('select'), 'the cameras');
    select.value = 'two';
    select.dispatchEvent(new Event('change'));
    await wait(50);
    expect(localStorage.getItem('cid-camera')).to.equal(null);
    const box = root().querySelector<HTMLInputElement>('input[type=checkbox]')!;
    box.click();
    expect(localStorage.getItem('cid-camera')).to.equal('two');
    box.click();
    expect(localStorage.getItem('cid-camera')).to.equal(null);
  });
});
