/**
 * Starts Firefox on a separate X display with Orca. Speech goes through speech-dispatcher into a file; keys
 * are X server key events.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import { firstLine, openDisplay } from '../support/x-display.js';

const speechModule = fileURLToPath(new URL('../../screen-reader/speech-module.py', import.meta.url));
/** Pause that ends the speech about one change. */
const SILENCE_MS = 1_500;
/** Upper limit for every step on a busy machine. */
const TIMEOUT_MS = 60_000;

export interface ScreenReader {
  readonly page: Page;
  /** Opens a page and clicks into a field, so that the page gets the keys. */
  open(url: string, field: string): Promise<void>;
  /** Presses a key on the X keyboard, by its X name. */
  press(key: string): void;
  /** Types a text with Enter on the X keyboard, as a scanner does. */
  scan(text: string): void;
  /** All speech since the last call, after it contains each expected text and a pause follows. */
  speech(expected?: readonly string[]): Promise<string[]>;
  /** All speech since the last call and for this time. */
  speechFor(ms: number): Promise<string[]>;
  close(): Promise<void>;
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + TIMEOUT_MS; !isTrue(); await sleep(100))
    if (Date.now() > end) throw new Error(`did not happen in ${TIMEOUT_MS} ms: ${what}`);
}

export async function openScreenReader(): Promise<ScreenReader> {
  const home = mkdtempSync(join(tmpdir(), 'cid-orca-'));
  const log = join(home, 'speech.txt');
  writeFileSync(log, '');
  const config = join(home, '.config/speech-dispatcher');
  const runtime = join(home, 'run');
  mkdirSync(config, { recursive: true });
  mkdirSync(runtime, { mode: 0o700 });
  chmodSync(runtime, 0o700);
  const command = join(home, 'speech-module');
  writeFileSync(command, `#!/bin/sh\nexec python3 '${speechModule}'\n`, { mode: 0o755 });
  writeFileSync(
    join(config, 'speechd.conf'),
    `LogLevel 1\nLogDir "${home}"\nAddModule "log" "${command}" "" "${join(home, 'module.log')}"\nDefaultModule log\n`,
  );

  // Settings of Orca for a clerk with a scanner: key echo would read out scanned text, and in browse mode
  // letters and digits are commands of Orca that do not reach the page.
  const settings = join(home, '.local/share/orca');
  mkdirSync(settings, { recursive: true });
  writeFileSync(
    join(settings, 'orca-customizations.py'),
    ['enableKeyEcho', 'structuralNavigationEnabled', 'caretNavigationEnabled'].reduce(
      (text, name) => `${text}settings.${name} = False\n`,
      'from orca import settings\n',
    ),
  );

  const running: ChildProcess[] = [];
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'en',
    GTK_MODULES: 'gail:atk-bridge',
    GNOME_ACCESSIBILITY: '1',
    NO_AT_BRIDGE: '0',
    CID_SPEECH_LOG: log,
  };
  const start = (name: string, args: readonly string[], stdout: 'pipe' | 'ignore' = 'ignore') => {
    const child = spawn(name, args, { env, stdio: ['ignore', stdout, 'ignore'] });
    running.push(child);
    return child;
  };

  env.DISPLAY = await openDisplay(running);
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1'], 'pipe');
  env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');
  start('/usr/libexec/at-spi-bus-launcher', ['--launch-immediately']);
  start('openbox', []);
  start('speech-dispatcher', ['--run-single', '--communication-method', 'unix_socket']);
  await until('speech-dispatcher listens', () => existsSync(join(runtime, 'speech-dispatcher/speechd.sock')));
  start('orca', ['--replace']);
  // Only programs that start after Orca are read reliably.
  await until('Orca speaks', () => readFileSync(log, 'utf8').includes('Screen reader on'));

  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: false,
    args: ['--kiosk'],
    env,
    extraPrefsFirefox: { 'accessibility.force_disabled': -1 },
  });
  const [page = await browser.newPage()] = await browser.pages();

  let read = 0;
  const peek = () => readFileSync(log, 'utf8').split('\n').slice(read, -1);
  const fresh = () => {
    const spoken = peek();
    read += spoken.length;
    return spoken;
  };
  const count = () => readFileSync(log, 'utf8').length;

  return {
    page,
    async open(url, field) {
      // Reloading the same page is not always announced as a new one.
      await page.goto('about:blank');
      await sleep(SILENCE_MS);
      const before = count();
      await page.goto(url);
      await page.waitForSelector(field);
      await sleep(SILENCE_MS);
      const [x, y] = await page.evaluate((selector) => {
        const { left, top } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        const view = window as Window & { mozInnerScreenX?: number; mozInnerScreenY?: number };
        return [left + 20 + (view.mozInnerScreenX ?? 0), top + 10 + (view.mozInnerScreenY ?? 0)].map(
          Math.round,
        );
      }, field);
      execFileSync('xdotool', ['mousemove', String(x), String(y), 'click', '1'], { env });
      await until('the screen reader reads the page', () => count() > before);
    },
    press: (key) => void execFileSync('xdotool', ['key', key], { env }),
    scan(text) {
      execFileSync('xdotool', ['type', '--delay', '4', text], { env });
      execFileSync('xdotool', ['key', 'Return'], { env });
    },
    async speech(expected = []) {
      for (const words of expected)
        await until(`«${words}» is spoken`, () => peek().some((line) => line.includes(words)));
      for (let size = -1; size !== count(); await sleep(SILENCE_MS)) size = count();
      return fresh();
    },
    async speechFor(ms) {
      await sleep(ms);
      return fresh();
    },
    async close() {
      await browser.close();
      for (const child of running.reverse()) child.kill();
      await sleep(500);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
