/** One interface to drive Firefox and WebKit through whole checks on a host page. */
import { join } from 'node:path';
import puppeteer, { type KeyInput } from 'puppeteer-core';
import { root } from './host-site.js';

/** A function that runs in the page. Its result must be JSON-serialisable. */
type InPage<A extends readonly unknown[], R> = (...args: A) => R | Promise<R>;

export interface Driver {
  open(url: string): Promise<void>;
  run<A extends readonly unknown[], R>(job: InPage<A, R>, ...args: A): Promise<R>;
  /** Sends trusted key presses in sequence, as a person or a scanner does. */
  press(...keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** @param preferences of `about:config` */
export async function firefox(preferences: Record<string, unknown> = {}): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: preferences,
  });
  let page = await browser.newPage();
  return {
    async open(url) {
      await page.close();
      page = await browser.newPage();
      await page.goto(url);
    },
    run: async (job, ...args) => page.evaluate(job as never, ...args),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key as KeyInput);
    },
    close: () => browser.close(),
  };
}

/** Special keys, https://www.w3.org/TR/webdriver2/#keyboard-actions */
const WEBDRIVER_KEYS: Readonly<Record<string, string>> = { Enter: '\uE007', F8: '\uE038', F9: '\uE039' };

export async function webkit(): Promise<Driver> {
  const { startWebKit } = await import(join(root, 'scripts/webkit.mjs'));
  const { capabilities, port, stop } = await startWebKit();
  let session = '';
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${session}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  const { sessionId } = await ask('POST', '', { capabilities: { alwaysMatch: capabilities } });
  session = `/${sessionId}`;
  await ask('POST', '/timeouts', { script: 60_000, pageLoad: 60_000 });
  return {
    open: (url) => ask('POST', '/url', { url }),
    run: (job, ...args) =>
      ask('POST', '/execute/async', {
        script: `const done = arguments[arguments.length - 1];
          Promise.resolve((${job})(...[...arguments].slice(0, -1))).then(done, (error) => done('failed: ' + error));`,
        args,
      }),
    press: (...keys) =>
      ask('POST', '/actions', {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: keys.flatMap((key) => {
              const value = WEBDRIVER_KEYS[key] ?? key;
              return [
                { type: 'keyDown', value },
                { type: 'keyUp', value },
              ];
            }),
          },
        ],
      }),
    async close() {
      await ask('DELETE', '').catch(() => {});
      stop();
    },
  };
}

/** Runs in the page: clicks the button with this text, also in shadow roots. Returns whether it exists. */
export function pressButton(words: string): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.localName === 'button' && element.textContent?.includes(words)) {
        element.click();
        return true;
      }
    }
  return false;
}
