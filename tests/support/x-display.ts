/** A separate X display, whose keys are X server key events. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import puppeteer, { type Page } from 'puppeteer-core';

export interface XFirefox {
  readonly page: Page;
  /** Types a text with Enter, as a scanner does. */
  scan(text: string, msPerKey: number): void;
  /** Presses keys by their X names. */
  press(...keys: readonly string[]): void;
  /** Clicks at this position of the page, CSS px. */
  click(x: number, y: number): Promise<void>;
  close(): Promise<void>;
}

/** The first line of output of a process. */
export async function firstLine(child: ChildProcess, name: string): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
  throw new Error(`${name} ended without output`);
}

/**
 * Starts a display of 1280 × 1000 and returns its name. The process is added to `running`, which end with the
 * test.
 */
export async function openDisplay(running: ChildProcess[]): Promise<string> {
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(display);
  return `:${await firstLine(display, 'Xvfb')}`;
}

/** @param preferences of `about:config` */
export async function openXFirefox(preferences: Record<string, unknown>): Promise<XFirefox> {
  const running: ChildProcess[] = [];
  const DISPLAY = await openDisplay(running);
  const env = { ...process.env, DISPLAY } as Record<string, string>;
  running.push(spawn('openbox', [], { env, stdio: 'ignore' }));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: false,
    env,
    extraPrefsFirefox: preferences,
  });
  const [page = await browser.newPage()] = await browser.pages();
  return {
    page,
    scan(text, msPerKey) {
      execFileSync('xdotool', ['type', '--delay', String(msPerKey), text], { env });
      execFileSync('xdotool', ['key', 'Return'], { env });
    },
    press: (...keys) => void execFileSync('xdotool', ['key', ...keys], { env }),
    async click(x, y) {
      const origin = await page.evaluate(() => {
        const view = window as Window & { mozInnerScreenX?: number; mozInnerScreenY?: number };
        return [view.mozInnerScreenX ?? 0, view.mozInnerScreenY ?? 0];
      });
      const [left = 0, top = 0] = origin;
      const place = [left + x, top + y].map((value) => String(Math.round(value)));
      execFileSync('xdotool', ['mousemove', ...place, 'click', '1'], { env });
    },
    async close() {
      await browser.close();
      for (const child of running.reverse()) child.kill();
    },
  };
}
