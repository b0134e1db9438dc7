/** Drives whole checks at a desk in a real Chromium and records faults of the page. */
import assert from 'node:assert/strict';
import { CODE_STEP_MS, trainingCode, type Visitor } from '@cid-elements/core';
import { random, scan, USUAL_SCANNER } from '@cid-elements/scanning/testing/scanner-emulator';
import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright-core';
import { PATIENCE_MS } from './browser.js';
import { type } from './keyboard.js';
import { phoneCanvas } from './qr.js';

export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  /** The frame with the check. */
  frame: Frame;
  /** Uncaught errors, console errors, CSP violations. */
  readonly faults: string[];
  /** All requested URLs. */
  readonly requests: string[];
  /** Presses buttons by keyboard, for a browser whose driver clicks at wrong positions. */
  byKeys?: boolean;
}

declare global {
  interface Window {
    doneEvents: string[];
  }
}

/** @param prepare is called with the context before the page is opened */
export async function openHostDesk(
  browser: Browser,
  url: string,
  prepare?: (context: BrowserContext) => Promise<unknown>,
): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: 'ru-RU' });
  const faults: string[] = [];
  const requests: string[] = [];
  await context.addInitScript(() => {
    window.doneEvents = [];
    const { error } = console;
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      error.call(console, `policy: ${violatedDirective} ${blockedURI}`),
    );
    // `document.open()` removes the listeners of the document.
    const listen = () =>
      document.addEventListener('cid-done', (event) =>
        window.doneEvents.push(JSON.stringify((event as CustomEvent).detail)),
      );
    listen();
    const open = document.open.bind(document) as () => Document;
    Object.assign(document, {
      open() {
        const opened = open();
        listen();
        return opened;
      },
    });
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error()}`));
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.on('request', (request) => requests.push(request.url()));
  await prepare?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const cdp = await context.newCDPSession(page);
  await page.goto(url, { timeout: PATIENCE_MS });
  return { page, context, cdp, frame: page.mainFrame(), faults, requests };
}

export const arrive = ({ frame }: Desk, state: string): Promise<void> =>
  frame.locator(`cid-check[state="${state}"]`).waitFor({ timeout: PATIENCE_MS });

export const press = ({ page }: Desk, key: string): Promise<void> => page.keyboard.press(key);

export async function click({ frame, byKeys }: Desk, name: string): Promise<void> {
  const button = frame.getByRole('button', { name }).first();
  await (byKeys ? button.press('Enter', { timeout: PATIENCE_MS }) : button.click({ timeout: PATIENCE_MS }));
}

export const showsText = ({ frame }: Desk, text: string): Promise<void> =>
  frame.getByText(text).first().waitFor({ timeout: PATIENCE_MS });

/** A code that is valid for at least `life` ms. The previous code is still accepted for 30 s. */
export async function code(visitor: Visitor = 'right', life = 3_000): Promise<string> {
  const left = CODE_STEP_MS - (Date.now() % CODE_STEP_MS);
  if (left < life) await new Promise((resolve) => setTimeout(resolve, left + 50));
  return trainingCode(visitor, 'student', Date.now(), String(Math.random())).text;
}

/** Focuses the field that an ILS focuses. */
export const toField = ({ frame }: Desk): Promise<void> =>
  frame.evaluate(() => document.querySelector<HTMLElement>('#barcode')?.focus());

const fieldValue = ({ frame }: Desk): Promise<string | undefined> =>
  frame.evaluate(() => document.querySelector<HTMLInputElement>('#barcode')?.value);

export const wedge = (desk: Desk, text: string): Promise<number> =>
  type(desk, scan(text, { ...USUAL_SCANNER, msPerKey: 6 }, random(11)));

/** Goes from the outcome back to the resting state. */
async function finish(desk: Desk, result: string, before: number): Promise<void> {
  await click(desk, 'Следующий посетитель');
  await arrive(desk, 'choice');
  assert.deepEqual(
    (await desk.frame.evaluate(() => window.doneEvents)).slice(before),
    [JSON.stringify({ result })],
    'the host receives one event',
  );
}

export const doneCount = async ({ frame }: Desk): Promise<number> =>
  frame.evaluate(() => window.doneEvents.length);

/** A whole check by a wedge scanner while the page's own field has the focus. */
export async function wedgeCheck(desk: Desk, during?: () => Promise<void>): Promise<void> {
  await arrive(desk, 'choice');
  const before = await doneCount(desk);
  await toField(desk);
  await press(desk, 'F8');
  await arrive(desk, 'capture');
  await showsText(desk, 'Сканер готов');
  const text = await code();
  await during?.();
  await toField(desk);
  await wedge(desk, text);
  await afterCode(desk, before);
  assert.equal(await fieldValue(desk), '', 'no key reached the field of the page');
}

async function afterCode(desk: Desk, before: number): Promise<void> {
  await arrive(desk, 'face');
  await click(desk, 'Лицо совпадает');
  await arrive(desk, 'result');
  await showsText(desk, 'Статус подтверждён');
  await finish(desk, 'training', before);
}

/** A whole check by camera. */
export async function cameraCheck(desk: Desk): Promise<void> {
  await arrive(desk, 'choice');
  const before = await doneCount(desk);
  await film(desk, await code());
  await toField(desk);
  await press(desk, 'F8');
  await arrive(desk, 'capture');
  await click(desk, 'Включить камеру');
  await afterCode(desk, before);
}

/** A whole check of the default desk: steps on the clerk's phone, then the attestation. */
export async function goskanCheck(desk: Desk): Promise<void> {
  await desk.frame.evaluate(() => {
    const check = document.querySelector('cid-check');
    check?.setAttribute('attorney-until', '2999-01-01');
    check?.setAttribute('verifier', 'goskan');
  });
  await arrive(desk, 'choice');
  const before = await doneCount(desk);
  await toField(desk);
  await press(desk, 'F8');
  await arrive(desk, 'working');
  await click(desk, 'Статус подтверждён');
  await arrive(desk, 'face');
  await click(desk, 'Лицо совпадает, проверено в Госкане');
  await arrive(desk, 'result');
  await showsText(desk, 'Проверил сотрудник через Госкан');
  await finish(desk, 'accepted', before);
}

export async function paperCheck(desk: Desk, result = 'accepted'): Promise<void> {
  await arrive(desk, 'choice');
  const before = await doneCount(desk);
  await toField(desk);
  await press(desk, 'F9');
  await arrive(desk, 'paper');
  await click(desk, 'Документ принят');
  await arrive(desk, 'result');
  await finish(desk, result, before);
}

/** Replaces the camera by a canvas that shows a phone with this code. */
export async function film({ frame }: Desk, text: string): Promise<void> {
  const canvas = await phoneCanvas(frame, text);
  await canvas.evaluate((canvas) =>
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      configurable: true,
      value: async () => canvas.captureStream(15),
    }),
  );
}
