/**
 * Firefox with `privacy.resistFingerprinting`, where canvases return noise. Wedge checks work; camera and
 * image file either read the code or name the browser's setting. The long form repeats this without the
 * setting. The quick form covers wedge checks in engines.test.ts, and camera and image in unit tests.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ru } from '@cid-elements/elements/locales/ru';
import { openChromium } from '../support/browser.js';
import { type Driver, firefox, pressButton } from '../support/drivers.js';
import { code } from '../support/host-desk.js';
import { circulation, openHostSite } from '../support/host-site.js';
import { phoneCanvas } from '../support/qr.js';
import { LONG } from '../support/quick.js';
import { shared } from '../support/shared.js';

const LIMIT = { timeout: 150_000 };
const WAIT_MS = 60_000;
const FACE = 'Сравните лицо';
const NO_CODE = ru.panel.problem.image['no-code'];

/** A picture and a video of the code as `data:` URLs, made in a browser without that protection. */
async function filmed(text: string): Promise<{ picture: string; film: string }> {
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    const canvas = await phoneCanvas(page, text);
    return await canvas.evaluate(async (canvas) => {
      const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/webm;codecs=vp8' });
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
      recorder.start();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      recorder.stop();
      await ended;
      const film = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(new Blob(chunks, { type: 'video/webm' }));
      });
      return { picture: canvas.toDataURL(), film };
    });
  } finally {
    await browser.close();
  }
}

/** All visible text of a page, including shadow roots. */
const shown = (): string => {
  const texts: string[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.localName !== 'style' && element.localName !== 'script')
        for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.nodeValue ?? '');
    }
  return texts.join(' ').replace(/\s+/g, ' ');
};
const phase = () => document.querySelector('cid-check')?.getAttribute('state');

const site = await shared(openHostSite());

for (const isProtected of LONG ? [false, true] : [true])
  describe(
    isProtected ? 'Firefox with privacy.resistFingerprinting' : 'Firefox with default settings',
    () => {
      let driver: Driver;
      before(async () => {
        driver = await firefox(isProtected ? { 'privacy.resistFingerprinting': true } : {});
        site.pages.set('/page', {
          body: circulation({ check: 'verifier="training" sources="camera wedge image"' }),
        });
      }, LIMIT);
      after(() => driver?.close());

      async function until<T>(
        what: string,
        job: () => T | Promise<T>,
        isDone: (value: T) => boolean,
      ): Promise<T> {
        for (const end = Date.now() + WAIT_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
          const value = await driver.run(job);
          if (isDone(value)) return value;
          if (Date.now() > end) throw new Error(`waited for ${what}: ${value}; ${await driver.run(shown)}`);
        }
      }
      const arrive = (state: string) => until(`state ${state}`, phase, (now) => now === state);
      const click = async (words: string) => {
        await until(`«${words}»`, shown, (text) => text.includes(words));
        await driver.run(pressButton, words);
      };
      async function begin(): Promise<void> {
        await driver.open(`${site.origin}/page`);
        await arrive('choice');
        await driver.run(() => document.querySelector<HTMLElement>('#barcode')?.focus());
        await driver.press('F8');
        await arrive('capture');
      }
      async function finish(): Promise<void> {
        await arrive('face');
        await click('Лицо совпадает');
        await arrive('result');
        await click('Следующий посетитель');
        await arrive('choice');
      }
      /**
       * Either the code is read or, if protected, the given sentence is shown. Then a wedge scan ends the
       * check.
       */
      async function readOrTold(sentence: string): Promise<void> {
        const seen = await until('a reading or a sentence', shown, (text) =>
          [FACE, NO_CODE, sentence].some((words) => text.includes(words)),
        );
        if (!isProtected || seen.includes(FACE)) assert.ok(seen.includes(FACE), seen);
        else {
          assert.ok(
            seen.includes(sentence) && !seen.includes(NO_CODE) && !seen.includes('Не читается?'),
            seen,
          );
          await driver.press(...(await code()), 'Enter');
        }
        await finish();
      }

      test('checks by a wedge scanner', LIMIT, async () => {
        await begin();
        await until('an armed scanner', shown, (text) => text.includes('Сканер готов'));
        await driver.press(...(await code()), 'Enter');
        await finish();
      });

      test('reads by camera, or explains that the canvas is falsified', LIMIT, async () => {
        await begin();
        const { film } = await filmed(await code());
        await driver.run((film) => {
          Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
            configurable: true,
            value: async () => {
              const video = document.createElement('video') as HTMLVideoElement & {
                mozCaptureStream(): MediaStream;
              };
              video.src = film;
              video.loop = video.muted = true;
              await video.play();
              return video.mozCaptureStream();
            },
          });
        }, film);
        await click('Включить камеру');
        await readOrTold(ru.panel.problem.camera['canvas-falsified']);
      });

      test('reads an image file, or explains that the canvas is falsified', LIMIT, async () => {
        await begin();
        const { picture } = await filmed(await code());
        await until('a file button', shown, (text) => text.includes('Открыть снимок кода'));
        await driver.run(async (picture) => {
          const blob = await (await fetch(picture)).blob();
          const roots: (Document | ShadowRoot)[] = [document];
          for (const root of roots)
            for (const element of root.querySelectorAll('*')) {
              if (element.shadowRoot) roots.push(element.shadowRoot);
              if (element instanceof HTMLInputElement && element.type === 'file') {
                const data = new DataTransfer();
                data.items.add(new File([blob], 'code.png', { type: 'image/png' }));
                element.files = data.files;
                element.dispatchEvent(new Event('change', { bubbles: true }));
              }
            }
        }, picture);
        await readOrTold(ru.panel.problem.image['canvas-falsified']);
      });
    },
  );
