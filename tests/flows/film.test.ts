/**
 * Chromium's fake camera films the training phone: an expired code, then a valid one. Nothing else is faked.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { serve, visit } from '../support/gateway.js';
import { shared } from '../support/shared.js';

const folder = mkdtempSync(join(tmpdir(), 'cid-film-'));

const served = await shared(serve());
const studio = await shared(openChromium());
after(() => rmSync(folder, { recursive: true, force: true }));

/** The phone as seen by a cheap webcam: a JPEG, and the code on it. */
async function filmed(visitor: string): Promise<{ jpeg: Buffer; code: string }> {
  const { page, close } = await visit(studio, served, `phone/?scenario=${visitor}&benefit=student`, {
    viewport: { width: 640, height: 480 },
  });
  const shown = page.locator('[data-code]').first();
  await shown.waitFor();
  await page.waitForTimeout(300);
  // Scale and rotate the code slightly, as in front of a camera.
  await shown.evaluate((element) => {
    const { style } = element as HTMLElement;
    Object.assign(style, {
      position: 'fixed',
      inset: '20px auto auto 110px',
      width: '420px',
      height: '420px',
      zIndex: '99',
      transform: 'rotate(3deg)',
      maxWidth: 'none',
    });
  });
  await page.waitForTimeout(200);
  const code = (await shown.getAttribute('data-code')) ?? '';
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 80 });
  await close();
  return { jpeg, code };
}

const untilLife = async (ms: number) => {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < ms) await new Promise((resolve) => setTimeout(resolve, left + 200));
};

test('reads a filmed phone, confirms, clears, fires one cid-done; an old code is expired', {
  timeout: 180_000,
}, async () => {
  const old = await filmed('expired');
  const clip = join(folder, 'phone.mjpeg');
  const show = ({ jpeg }: { jpeg: Buffer }) => writeFileSync(clip, Buffer.concat(Array(300).fill(jpeg)));
  show(old);
  const browser = await openChromium({ camera: clip });
  try {
    const { page, faults, close } = await visit(browser, served, 'desk/?verifier=training');
    const state = (name: string) => page.locator(`cid-check[state="${name}"]`).waitFor({ timeout: 20_000 });
    await page.evaluate(() => {
      const recorded: string[] = [];
      Object.assign(window, { recorded });
      document.addEventListener('cid-done', (event) =>
        recorded.push((event as CustomEvent<{ result: string }>).detail.result),
      );
    });
    await state('choice');
    await page.keyboard.press('F8');
    await state('capture');
    const live = () =>
      page.evaluate(() => {
        const scanner = document.querySelector('cid-check')?.shadowRoot?.querySelector('cid-scanner');
        const stream = scanner?.shadowRoot?.querySelector('video')?.srcObject as
          | MediaStream
          | null
          | undefined;
        return stream?.getTracks().some((track) => track.readyState === 'live') ?? false;
      });
    assert.equal(await live(), false, 'the camera is off before a click');
    await page.getByRole('button', { name: 'Включить камеру' }).click();
    await state('result');
    await page.getByRole('heading', { name: 'Код устарел' }).waitFor();
    assert.equal(await live(), false, 'the camera is off while a result is shown');
    // The code is renewed while the camera is off. The fake device reads its file again at each start.
    await untilLife(20_000);
    const right = await filmed('right');
    assert.notEqual(old.code, right.code);
    show(right);
    await page.getByRole('button', { name: 'Новый код' }).click();
    await state('face');
    assert.equal(await page.getByText('Статус подтверждён').count(), 0);
    await page.getByRole('button', { name: 'Лицо совпадает' }).click();
    await state('result');
    await page.getByRole('heading', { name: 'Статус подтверждён: Студент' }).waitFor();
    await page.getByRole('button', { name: 'Следующий посетитель' }).click();
    await state('choice');
    assert.deepEqual(await page.evaluate(() => (window as typeof window & { recorded: string[] }).recorded), [
      'training',
    ]);
    assert.deepEqual(faults, []);
    await close();
  } finally {
    await browser.close();
  }
});
