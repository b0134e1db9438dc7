import { ShortTimers } from '@cid-elements/scanning/testing/short-timers';
import { wait } from '@cid-elements/scanning/testing/wait';
import './define.js';
import { expect } from 'chai';
import encodeQR from 'qr';
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
  /** Draws the picture of the camera; `n` is the number of the frame. */
  let paint: (context: CanvasRenderingContext2D, n: number) => void;
  let capabilities: MediaTrackCapabilities & { focusMode?: string[] };
  let applied: unknown[];
  let timers: ShortTimers | undefined;
  const root = () => scanner.shadowRoot!;
  const button = (label: string) =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.trim() === label);
  const shownText = () => root().querySelector('.root')?.textContent ?? '';
  const live = () => tracks.filter((track) => track.readyState === 'live').length;

  // For all tests, because the element requests the permission once in a page.
  const permission = { state: 'prompt' };
  before(() =>
    Object.defineProperty(navigator, 'permissions', {
      configurable: true,
      get: () => ({ query: async () => permission }),
    }),
  );
  after(() => delete (navigator as { permissions?: unknown }).permissions);

  beforeEach(() => {
    permission.state = 'prompt';
    tracks = [];
    capabilities = {};
    applied = [];
    paint = (context, n) => {
      context.fillStyle = n % 2 ? '#9ab' : '#ba9';
      context.fillRect(0, 0, 640, 480);
    };
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d')!;
    let n = 0;
    const getUserMedia = async () => {
      const stream = canvas.captureStream(15);
      const track = stream.getVideoTracks()[0]!;
      tracks.push(track);
      const timer = setInterval(() => {
        if (track.readyState === 'ended') clearInterval(timer);
        paint(context, n++);
      }, 60);
      Object.assign(track, {
        getCapabilities: () => capabilities,
        applyConstraints: async (c: MediaTrackConstraints) => void applied.push(c.advanced![0]),
      });
      return stream;
    };
    const devices = ['one', 'two'].map((deviceId) => ({ deviceId, kind: 'videoinput', label: deviceId }));
    const fake = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => devices });
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, get: () => fake });
    scanner = document.createElement('cid-scanner') as CidScanner;
    document.body.append(scanner);
  });

  afterEach(async () => {
    timers?.restore();
    timers = undefined;
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

  it('say beforehand that the browser will ask for the camera, until it is allowed', async () => {
    scanner.start();
    const note = await until(
      () => root().querySelector<HTMLElement>('#camera-asks:not([hidden])'),
      'the note beside the button',
    );
    expect(note.textContent).to.match(/^Браузер попросит разрешение на камеру/);
    expect(button('Включить камеру')!.getAttribute('aria-describedby')).to.equal(note.id);
    permission.state = 'granted';
    scanner.requestUpdate();
    await scanner.updateComplete;
    expect(note.hidden).to.equal(true);
    expect(button('Включить камеру')!.hasAttribute('aria-describedby')).to.equal(false);
  });

  it('say that the check is impossible if the attribute names no source', async () => {
    scanner.sources = '';
    scanner.start();
    const words = 'Цифровой ID здесь пока не проверить';
    await until(() => shownText().includes(words), 'the notice');
    await until(() => root().querySelector('.live')?.textContent?.startsWith(words), 'the live text');
    expect(root().querySelector('.live')!.textContent).to.include('Примите бумажный документ.');
  });

  it('say nothing of a prompt while they say that the camera was refused', async () => {
    const { getUserMedia } = navigator.mediaDevices;
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    scanner.start();
    const note = () => root().querySelector<HTMLElement>('#camera-asks');
    (await until(() => note()?.hidden === false && button('Включить камеру'), 'the offer')).click();
    await until(() => shownText().includes('Камера запрещена'), 'the refusal');
    expect(note()!.hidden).to.equal(true);
    expect(button('Включить камеру')!.hasAttribute('aria-describedby')).to.equal(false);
    navigator.mediaDevices.getUserMedia = getUserMedia;
    button('Включить камеру')!.click();
    await until(() => button('Выключить камеру'), 'the camera');
    expect(shownText()).not.to.include('Камера запрещена');
  });

  it('follow the sources attribute: a removed camera stops', async () => {
    await cameraOn();
    expect(root().querySelector('input[type=file]')).to.equal(null);
    scanner.sources = 'wedge image';
    await scanner.updateComplete;
    expect(live()).to.equal(0);
    await until(() => root().querySelector('input[type=file]'), 'pictures');
    expect(button('Выключить камеру')).to.equal(undefined);
  });

  it('show general advice if no code is read', async () => {
    await cameraOn();
    await until(() => root().querySelector('.hint')?.textContent?.startsWith('Не читается?'), 'advice');
  });

  it('turn an idle camera off after a minute, and on again with the next start', async () => {
    timers = new ShortTimers(60_000);
    scanner.start();
    (await until(() => button('Включить камеру'), 'the button')).click();
    await until(() => root().textContent?.includes('минуту не было кода'), 'sleep');
    timers.restore();
    expect(live()).to.equal(0);
    scanner.start();
    await until(() => live() === 1 && button('Выключить камеру'), 'the camera');
  });

  it('name the cause if the picture shows it', async () => {
    const reports: unknown[] = [];
    scanner.addEventListener('cid-status', ({ detail }) => reports.push([detail.status, detail.advice]));
    paint = (context, n) => {
      context.fillStyle = n % 2 ? '#222' : '#252525';
      context.fillRect(0, 0, 640, 480);
    };
    await cameraOn();
    await until(
      () => root().querySelector('.hint')?.textContent === 'Слишком темно. Прибавьте яркость телефона.',
      'the cause',
    );
    expect(reports).to.deep.include(['on', 'dark']);
    await until(() => root().querySelector('[aria-live]')?.textContent?.includes('Слишком темно'), 'speech');
  });

  it('outline the code in the picture', async () => {
    const rows = encodeQR('https://example.org/', 'raw', { border: 4 });
    paint = (context, n) => {
      context.fillStyle = n % 2 ? '#eee' : '#efefef';
      context.fillRect(0, 0, 640, 480);
      context.fillStyle = '#000';
      rows.forEach((row, y) => {
        row.forEach((dark, x) => {
          if (dark) context.fillRect(100 + 8 * x, 60 + 8 * y, 8, 8);
        });
      });
    };
    await cameraOn();
    const line = await until(() => root().querySelector('.outline:not([hidden]) polygon'), 'the outline');
    const side = 8 * (rows.length - 8);
    const points = line.getAttribute('points')!.split(/[ ,]/).map(Number);
    [132, 92, 132 + side, 92, 132 + side, 92 + side, 132, 92 + side].forEach((value, i) => {
      expect(points[i]).to.be.closeTo(value, 4);
    });
  });

  it('focus the camera with a button and with a click on the picture', async () => {
    capabilities = { focusMode: ['continuous', 'manual'] };
    await cameraOn();
    const restart = [{ focusMode: 'manual' }, { focusMode: 'continuous' }];
    applied.length = 0;
    (await until(() => button('Навести резкость'), 'the button')).click();
    await until(() => applied.length === 2, 'focus by the button');
    expect(applied).to.deep.equal(restart);
    root().querySelector<HTMLElement>('.finder')!.click();
    await until(() => applied.length === 4, 'focus by a click');
    expect(applied.slice(2)).to.deep.equal(restart);
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
