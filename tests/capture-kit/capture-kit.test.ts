/**
 * Chromium's fake camera films drawn cards of known geometry. The numbers of the report must be right, and it
 * must contain nothing else.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { axeFindings } from '../support/axe.js';
import { openChromium } from '../support/browser.js';
import { serve, serveMax, visit } from '../support/gateway.js';
import { shared } from '../support/shared.js';

interface Card {
  readonly text: string;
  /** Diameter of a dot over the picture, or 1 for full squares. Lengths in modules. */
  readonly dot: number;
  readonly finderRadius: number;
  readonly margin: number;
  /** Opacity of the white veil over the picture. */
  readonly veil: number;
  readonly px: number;
}

const TEXT = 'https://www.gosuslugi.ru/m5/AbCdEfGhIjK?p=f';
const OTHER_TEXT = 'https://www.gosuslugi.ru/m5/zYxWvUtSrQp?p=f';
const VERSION = 4;
const MASK = 3;
const STYLE_A: Card = { text: TEXT, dot: 0.4, finderRadius: 1.4, margin: 1.3, veil: 0, px: 14 };
const STYLE_B: Card = { text: TEXT, dot: 1, finderRadius: 3.5, margin: 2, veil: 0.6, px: 12 };

/**
 * Allowed fields of a report and numbers of possible values. Independent of the product, so that a new field
 * fails the test.
 */
const shares = { from: 0, to: 1, step: 0.05 };
const tones = { from: 0, to: 1, step: 0.1 };
const ALLOWED: Record<string, { from: number; to: number; step: number } | string[]> = {
  kit: { from: 1, to: 1, step: 1 },
  frames: { from: 0, to: 500, step: 10 },
  found: shares,
  read: shares,
  dotted: shares,
  square: shares,
  width: { from: 0, to: 4000, step: 40 },
  height: { from: 0, to: 4000, step: 40 },
  version: { from: 1, to: 40, step: 1 },
  level: ['L', 'M', 'Q', 'H'],
  mask: { from: 0, to: 7, step: 1 },
  pxPerModule: { from: 0, to: 40, step: 0.5 },
  dotSize: { from: 0.1, to: 1, step: 0.05 },
  contrast: shares,
  blur: shares,
  bestBlur: shares,
  lightTone: tones,
  darkTone: tones,
  betweenTone: tones,
  betweenSpread: tones,
  margin: { from: 0, to: 6, step: 0.25 },
  frameTone: tones,
  finder: ['square', 'rounded', 'round'],
  finderRadius: { from: 0, to: 3.5, step: 0.5 },
  coreRadius: { from: 0, to: 1.5, step: 0.5 },
};
/** Data bits of the smallest Digital ID code: version 3, 55 codewords at level L. */
const SMALLEST_CODE_BITS = 55 * 8;
const REPORT_BYTES = 700;

const folder = mkdtempSync(join(tmpdir(), 'cid-kit-'));

const served = await shared(serve());
const studio = await shared(openChromium());
after(() => rmSync(folder, { recursive: true, force: true }));

/** A film of one motionless card: 1280×720, a soft picture behind dots or squares, a coloured frame. */
async function film(name: string, card: Card): Promise<string> {
  const bordered = encodeQR(card.text, 'raw', { ecc: 'low', version: VERSION, mask: MASK, border: 1 });
  const modules = bordered.slice(1, -1).map((row) => row.slice(1, -1));
  const page = await studio.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(
    '<body style="margin:0"><canvas width="1280" height="720" style="display:block"></canvas>',
  );
  await page.evaluate(
    ({ modules, dot, finderRadius, margin, veil, px }) => {
      const context = document.querySelector('canvas')!.getContext('2d')!;
      const size = modules.length;
      context.fillStyle = '#30343a';
      context.fillRect(0, 0, 1280, 720);
      context.translate(640, 360);
      context.rotate(0.03);
      context.scale(px, px);
      context.translate(-size / 2, -size / 2);
      const square = (color: string, out: number, corner: number) => {
        context.fillStyle = color;
        context.beginPath();
        context.roundRect(-out, -out, size + 2 * out, size + 2 * out, corner);
        context.fill();
      };
      square('hsl(248 72% 58%)', margin + 2, 2);
      square('#fff', margin, 0.8);
      const photo = context.createRadialGradient(
        size * 0.5,
        size * 0.45,
        2,
        size * 0.5,
        size * 0.5,
        size * 0.7,
      );
      photo.addColorStop(0, '#d8a888');
      photo.addColorStop(0.45, '#9a6a50');
      photo.addColorStop(0.5, '#3c2a20');
      photo.addColorStop(1, '#8fa8b8');
      context.fillStyle = photo;
      context.fillRect(0, 0, size, size);
      context.fillStyle = `rgb(255 255 255 / ${veil})`;
      context.fillRect(0, 0, size, size);
      const corners = [
        [0, 0],
        [size - 7, 0],
        [0, size - 7],
      ] as const;
      const inFinder = (x: number, y: number) =>
        corners.some(([u, v]) => x >= u && x < u + 7 && y >= v && y < v + 7);
      for (const [u, v] of corners) {
        context.fillStyle = '#fff';
        context.fillRect(u - 1, v - 1, 9, 9);
        context.fillStyle = '#000';
        context.beginPath();
        context.roundRect(u, v, 7, 7, finderRadius);
        context.roundRect(u + 1, v + 1, 5, 5, Math.max(0, finderRadius - 1));
        context.fill('evenodd');
        context.beginPath();
        context.roundRect(u + 2, v + 2, 3, 3, (finderRadius * 1.5) / 3.5);
        context.fill();
      }
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          if (inFinder(x, y) || (dot === 1 && !modules[y]![x])) continue;
          context.fillStyle = modules[y]![x] ? '#000' : '#fff';
          context.beginPath();
          if (dot === 1) context.rect(x, y, 1, 1);
          else context.arc(x + 0.5, y + 0.5, dot / 2, 0, 2 * Math.PI);
          context.fill();
        }
    },
    { modules, ...card },
  );
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 92 });
  await page.close();
  const clip = join(folder, `${name}.mjpeg`);
  writeFileSync(clip, Buffer.concat(Array(60).fill(jpeg)));
  return clip;
}

const liveTracks = (page: Page) =>
  page.evaluate(() => {
    const stream = document.querySelector('video')!.srcObject as MediaStream | null;
    return stream?.getTracks().filter(({ readyState }) => readyState === 'live').length ?? 0;
  });

/** The text of the report after several frames of the film. */
async function report(clip: string): Promise<{ text: string; saved: string }> {
  const browser = await openChromium({ camera: clip });
  try {
    const { page, faults, close } = await visit(browser, served, 'capture-kit/', { acceptDownloads: true });
    const on = page.locator('#on');
    await page.locator('#facts li').first().waitFor();
    assert.equal(await on.isDisabled(), true, 'no camera without consent');
    await page.locator('#consent').check();
    await on.click();
    await page.waitForFunction(
      () => Number(/\d+$/.exec(document.getElementById('count')!.textContent!)?.[0]) >= 6,
    );
    assert.equal(await liveTracks(page), 1);
    await page.locator('#off').click();
    await page.locator('#text').waitFor();
    assert.equal(await liveTracks(page), 0, 'the camera is off while the report is shown');
    const text = await page.locator('#text').inputValue();
    const download = page.waitForEvent('download');
    await page.locator('#save').click();
    const saved = readFileSync(await (await download).path(), 'utf8');
    // Returning to the page resets it, including the consent.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
    assert.equal(await page.locator('#text').inputValue(), '');
    assert.equal(await page.locator('#consent').isChecked(), false);
    assert.deepEqual(faults, []);
    await close();
    return { text, saved };
  } finally {
    await browser.close();
  }
}

const near = (numbers: Record<string, number>, name: string, wanted: number, tolerance: number) =>
  assert.ok(
    Math.abs((numbers[name] ?? Number.NaN) - wanted) <= tolerance + 1e-9,
    `${name}: ${numbers[name]}, not ${wanted} ± ${tolerance}`,
  );

let dotted = '';

test('measures version, level, mask, dot size, margin and finders of dots over a photograph', {
  timeout: 120_000,
}, async () => {
  const { text, saved } = await report(await film('dotted', STYLE_A));
  assert.equal(saved, text);
  dotted = text;
  const numbers = JSON.parse(text);
  const { version, level, mask, finder, width, height } = numbers;
  assert.deepEqual(
    { version, level, mask, finder, width, height },
    { version: VERSION, level: 'L', mask: MASK, finder: 'rounded', width: 1280, height: 720 },
  );
  near(numbers, 'pxPerModule', STYLE_A.px, 0.5);
  near(numbers, 'dotSize', STYLE_A.dot, 0.05);
  near(numbers, 'margin', STYLE_A.margin, 0.25);
  near(numbers, 'finderRadius', STYLE_A.finderRadius, 0.5);
  near(numbers, 'lightTone', 1, 0.1);
  near(numbers, 'darkTone', 0, 0.1);
  near(numbers, 'blur', 0.05, 0.05);
  near(numbers, 'contrast', 1, 0.1);
  near(numbers, 'dotted', 1, 0);
  near(numbers, 'square', 0, 0);
  near(numbers, 'found', 1, 0.1);
  near(numbers, 'read', 1, 0.2);
});

test('recognises squares over a lightened photograph and round finders', { timeout: 120_000 }, async () => {
  const numbers = JSON.parse((await report(await film('squares', STYLE_B))).text);
  const { version, level, mask, finder } = numbers;
  assert.deepEqual(
    { version, level, mask, finder },
    { version: VERSION, level: 'L', mask: MASK, finder: 'round' },
  );
  near(numbers, 'pxPerModule', STYLE_B.px, 0.5);
  near(numbers, 'dotSize', 1, 0.1);
  near(numbers, 'margin', STYLE_B.margin, 0.25);
  near(numbers, 'square', 1, 0);
  // The picture is light under a veil of 0.6; dark modules stay black.
  near(numbers, 'lightTone', 0.8, 0.1);
  near(numbers, 'darkTone', 0, 0.1);
});

test('a report holds listed fields with few possible values, far less than a code', () => {
  const values: Record<string, unknown> = JSON.parse(dotted);
  assert.deepEqual(Object.keys(values), Object.keys(ALLOWED));
  let bits = 0;
  for (const [name, allowed] of Object.entries(ALLOWED)) {
    const value = values[name];
    const choices = Array.isArray(allowed) ? allowed.length : (allowed.to - allowed.from) / allowed.step + 1;
    bits += Math.log2(choices + 1); // plus null
    if (value === null) continue;
    if (Array.isArray(allowed)) assert.ok(allowed.includes(value as string), `${name}: ${value}`);
    else {
      assert.ok(Number.isFinite(value), `${name}: ${value}`);
      const steps = ((value as number) - allowed.from) / allowed.step;
      assert.ok(Math.abs(steps - Math.round(steps)) < 1e-6, `${name}: ${value} is finer than its step`);
      assert.ok((value as number) >= allowed.from && (value as number) <= allowed.to, `${name}: ${value}`);
    }
  }
  assert.ok(bits < SMALLEST_CODE_BITS / 4, `${bits} bits`);
  assert.ok(Buffer.byteLength(dotted) < REPORT_BYTES, `${Buffer.byteLength(dotted)} bytes`);
});

test('a report holds no part of the text, plain or encoded', () => {
  const values: (string | number | null)[] = Object.values(JSON.parse(dotted));
  const bytes = Uint8Array.from(values, (value) => Math.round(Number(value) || 0) & 255);
  const places = [
    dotted,
    dotted.split('').reverse().join(''),
    values.join(''),
    Buffer.from(bytes).toString('latin1'),
    Buffer.from(values.join(''), 'hex').toString('latin1'),
    Buffer.from(values.join(''), 'base64').toString('latin1'),
  ].map((place) => place.toLowerCase());
  for (let i = 0; i + 4 <= TEXT.length; i++)
    for (const part of [TEXT.slice(i, i + 4), Buffer.from(TEXT.slice(i, i + 4)).toString('hex')])
      for (const place of places) assert.ok(!place.includes(part.toLowerCase()), part);
});

test('no picture drawn from a report decodes', () => {
  const values: (string | number | null)[] = Object.values(JSON.parse(dotted));
  const numbers = values.map((value) => Number(value) || 0);
  const digits = [...values.join('')].map((character) => Number(character) || 0);
  const rows = [...Buffer.from(dotted)].map((byte) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1),
  );
  for (const levels of [numbers, digits, rows.flat()])
    for (const side of [5, 21, 25, 29, 33, 37]) {
      const high = Math.max(...levels);
      const scale = 6;
      const px = (side + 8) * scale;
      const data = new Uint8Array(px * px * 4).fill(255);
      for (let y = 0; y < side * scale; y++)
        for (let x = 0; x < side * scale; x++) {
          const level = levels[
            (Math.floor(y / scale) * side + Math.floor(x / scale)) % levels.length
          ] as number;
          data.fill(
            (255 * level) / high,
            ((y + 4 * scale) * px + x + 4 * scale) * 4,
            ((y + 4 * scale) * px + x + 4 * scale) * 4 + 3,
          );
        }
      assert.throws(() => decodeQR({ width: px, height: px, data }));
    }
});

test('another text in the same drawing gives the same report', { timeout: 120_000 }, async () => {
  const other = JSON.parse((await report(await film('other', { ...STYLE_A, text: OTHER_TEXT }))).text);
  for (const [name, value] of Object.entries(JSON.parse(dotted))) {
    // Numbers of frames depend on the speed of the machine; a value between two steps may be rounded either
    // way.
    if (name === 'frames' || name === 'found' || name === 'read') continue;
    const allowed = ALLOWED[name]!;
    if (Array.isArray(allowed)) assert.equal(other[name], value, name);
    else near(other, name, value as number, allowed.step);
  }
});

test('explains a missing camera, and reports nothing without a code', {
  timeout: 60_000,
}, async () => {
  // The whole Chromium, because the headless shell neither asks for permission nor refuses it.
  const denied = await openChromium({ whole: true, args: ['--use-fake-device-for-media-stream'] });
  const { page, close } = await visit(denied, served, 'capture-kit/?lang=en');
  await page.locator('#consent').check();
  await page.locator('#on').click();
  await page.getByText('The camera is blocked.').waitFor();
  await page.locator('#off').click();
  await page.getByText('nothing to attach').waitFor();
  assert.equal(await page.locator('#text').isVisible(), false);
  await close();
  await denied.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`no axe violations and no overflow at 320 px and large text, ${colorScheme}`, async () => {
    const { page, close } = await visit(studio, served, 'capture-kit/', {
      colorScheme,
      viewport: { width: 320, height: 640 },
    });
    await page.locator('#facts li').first().waitFor();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.deepEqual(await axeFindings(page), []);
    assert.equal(await wide(), 0);
    await page.locator('#consent').check();
    assert.deepEqual(await axeFindings(page), [], 'with consent');
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    assert.equal(await wide(), 0, '200 %');
    await close();
  });

test('is not served with a real verifier', async () => {
  const max = await serveMax();
  try {
    assert.equal((await fetch(`${max.base}capture-kit/`)).status, 404);
  } finally {
    await max.close();
  }
});
