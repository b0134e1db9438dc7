/**
 * Degraded environments: the elements must show a message and offer paper, without uncaught errors of ours.
 */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { openChromium } from '../support/browser.js';
import {
  arrive,
  cameraCheck,
  click,
  type Desk,
  openHostDesk,
  paperCheck,
  press,
  showsText,
  toField,
  wedge,
  wedgeCheck,
} from '../support/host-desk.js';
import { CLASSIC, circulation, openHostSite } from '../support/host-site.js';
import { shared } from '../support/shared.js';

const LIMIT = { timeout: 120_000 };
let desk: Desk;

const site = await shared(openHostSite());
const elsewhere = await shared(openHostSite());
const browser = await shared(openChromium({ camera: true }));
afterEach(() => desk?.context.close());

const intoFrame = async (): Promise<void> => {
  await desk.page.locator('iframe').waitFor();
  const frame = await (await desk.page.$('iframe'))?.contentFrame();
  assert.ok(frame);
  desk.frame = frame;
};

/** A portal page that has the desk of this site in a frame. */
async function openFramed(attributes: string): Promise<void> {
  site.pages.set('/page', { body: circulation() });
  elsewhere.pages.set('/portal', {
    body: `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Чужой сайт</title>
<style>iframe { width: 900px; height: 700px }</style><iframe ${attributes} src="http://localhost:${site.port}/page"></iframe>`,
  });
  desk = await openHostDesk(browser, `${elsewhere.origin}/portal`);
  await intoFrame();
}

const SELF_CLOSED = /<(meta|link|input)([^>]*)>/g;

// Chromium does not run module scripts of an XML page, but it runs the module loaded by the classic script.
test('XHTML: the page explains that the elements cannot run', LIMIT, async () => {
  const html = circulation({ html: 'xmlns="http://www.w3.org/1999/xhtml" lang="ru"', load: CLASSIC })
    .replace('<!doctype html>', '<!DOCTYPE html>')
    .replace(' autofocus', ' autofocus="autofocus"')
    .replaceAll(SELF_CLOSED, '<$1$2/>');
  site.pages.set('/page.xhtml', { body: html });
  desk = await openHostDesk(browser, `${site.origin}/page.xhtml`);
  await arrive(desk, 'unusable');
  await showsText(desk, 'Примите бумажный документ.');
  for (const key of ['F8', 'F9', 'Escape']) await press(desk, key);
  await desk.frame.evaluate(() => {
    const check = document.querySelector('cid-check');
    check?.setAttribute('verifier', 'goskan');
    document.body.append(check as Node);
  });
  await showsText(desk, 'Примите бумажный документ.');
  assert.deepEqual(desk.faults, []);
});

test('an iframe without camera permission: reports it, scanner and paper work', LIMIT, async () => {
  await openFramed('');
  await arrive(desk, 'choice');
  await toField(desk);
  await press(desk, 'F8');
  await arrive(desk, 'capture');
  await click(desk, 'Включить камеру');
  await showsText(
    desk,
    'Страница не разрешила камеру этому блоку. Используйте сканер или бумажный документ.',
  );
  await click(desk, 'Отменить');
  await arrive(desk, 'choice');
  await desk.frame.evaluate(() => {
    window.doneEvents.length = 0;
  });
  await wedgeCheck(desk);
  await paperCheck(desk, 'training');
  assert.deepEqual(
    desk.faults.filter(
      (fault) =>
        !fault.includes('Permissions policy violation: camera') && !fault.includes('Blocked autofocusing'),
    ),
    [],
  );
});

test('a sandboxed iframe with CORS: everything but the camera works', LIMIT, async () => {
  site.bundleHeaders.set('*', { 'access-control-allow-origin': '*' });
  await openFramed('sandbox="allow-scripts"');
  await wedgeCheck(desk);
  await press(desk, 'F8');
  await arrive(desk, 'capture');
  await click(desk, 'Включить камеру');
  await showsText(desk, 'Используйте сканер или бумажный документ.');
  await click(desk, 'Отменить');
  await arrive(desk, 'choice');
  await paperCheck(desk, 'training');
  assert.deepEqual(
    desk.faults.filter(
      (fault) =>
        !fault.includes('Permissions policy violation: camera') && !fault.includes('Blocked autofocusing'),
    ),
    [],
  );
});

test('a sandboxed iframe without CORS: the classic script shows a message', LIMIT, async () => {
  site.bundleHeaders.clear();
  site.pages.set('/page', { body: circulation({ load: CLASSIC }) });
  elsewhere.pages.set('/portal', {
    body: `<!doctype html><title>Чужой сайт</title><iframe sandbox="allow-scripts" src="http://localhost:${site.port}/page"></iframe>`,
  });
  desk = await openHostDesk(browser, `${elsewhere.origin}/portal`);
  await intoFrame();
  await showsText(desk, 'Примите бумажный документ');
  // Chromium's own message about the blocked module is expected.
  assert.deepEqual(
    desk.faults.filter(
      (fault) =>
        !fault.includes('CORS') &&
        !fault.includes('Blocked autofocusing') &&
        !fault.includes('Failed to load resource'),
    ),
    [],
  );
});

test("worker-src 'none': the camera decodes on the main thread", LIMIT, async () => {
  site.pages.set('/page', {
    body: circulation(),
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; worker-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self'",
    },
  });
  desk = await openHostDesk(browser, `${site.origin}/page`);
  await wedgeCheck(desk);
  await cameraCheck(desk);
  await paperCheck(desk, 'training');
  assert.deepEqual(
    desk.faults.filter((fault) => !fault.includes('worker-src') && !fault.includes('wasm-eval')),
    [],
  );
});

test('an unusable desk keeps a scan out of the page', LIMIT, async () => {
  site.pages.set('/page', { body: circulation({ check: 'verifier="gateway" gateway="/"' }) });
  desk = await openHostDesk(browser, `${site.origin}/page`);
  await arrive(desk, 'unusable');
  await desk.page.waitForLoadState('networkidle');
  await toField(desk);
  const { trainingCode } = await import('@cid-elements/core');
  await wedge(desk, trainingCode('right', 'student', Date.now()).text);
  await desk.page.waitForTimeout(1_500);
  assert.equal(
    await desk.frame.evaluate(() => document.querySelector<HTMLInputElement>('#barcode')?.value),
    '',
  );
  assert.equal(new URL(desk.page.url()).pathname, '/page');
  assert.deepEqual(desk.faults, []);
});

/** A page whose own script adds listeners to `window` before ours. */
async function openBehind(script: string): Promise<void> {
  site.pages.set('/first.js', { body: script });
  site.pages.set('/page', { body: circulation({ head: '<script src="/first.js"></script>' }) });
  desk = await openHostDesk(browser, `${site.origin}/page`);
}

test('host listeners registered first: the check works', LIMIT, async () => {
  await openBehind(
    `for (const type of ['keydown', 'keypress', 'keyup']) addEventListener(type, () => {}, true);`,
  );
  await wedgeCheck(desk);
  await paperCheck(desk, 'training');
  assert.deepEqual(desk.faults, []);
});

test(
  'a host that stops all key events: buttons, camera and paper work, no scan reaches a field',
  LIMIT,
  async () => {
    await openBehind(
      `for (const type of ['keydown', 'keypress', 'keyup']) addEventListener(type, (event) => event.stopImmediatePropagation(), true);`,
    );
    await arrive(desk, 'choice');
    await click(desk, 'Цифровой ID');
    await arrive(desk, 'capture');
    await showsText(desk, 'Сканер готов');
    await toField(desk);
    const { trainingCode } = await import('@cid-elements/core');
    await wedge(desk, trainingCode('right', 'student', Date.now()).text);
    await arrive(desk, 'face');
    assert.equal(
      await desk.frame.evaluate(() => document.querySelector<HTMLInputElement>('#barcode')?.value),
      '',
    );
    await click(desk, 'Лицо совпадает');
    await click(desk, 'Следующий посетитель');
    await paperByHand();
    assert.deepEqual(desk.faults, []);
  },
);

async function paperByHand(): Promise<void> {
  await arrive(desk, 'choice');
  await click(desk, 'Бумажный документ');
  await arrive(desk, 'paper');
  await click(desk, 'Документ принят');
  await arrive(desk, 'result');
  await click(desk, 'Следующий посетитель');
  await arrive(desk, 'choice');
}
