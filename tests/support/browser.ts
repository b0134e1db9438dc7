/** Launches the browsers of tests under Node, with common flags and fonts, headless or headed. */
import { type Browser, chromium } from 'playwright-core';
import { type FontSet, fontEnvironment } from './fonts.js';

/** No background requests of Chromium, and no access to other profiles. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A fake camera with a test picture, and permission to use it. */
export const FAKE_CAMERA_ARGS: readonly string[] = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** Timeout for expected states of a page, ms. Only failing tests take this long, even on a busy machine. */
export const PATIENCE_MS = 60_000;

/** Delay before each action in a visible browser, so that a person can follow (`npm test -- --headed`). */
const HEADED_DELAY_MS = 150;

export interface ChromiumOptions {
  /** A fake camera. A path names an MJPEG clip to show. */
  readonly camera?: boolean | string;
  readonly fonts?: FontSet;
  readonly args?: readonly string[];
  /** The full browser, for features that the headless shell lacks. It is three times as expensive. */
  readonly whole?: boolean;
  /** A Chromium other than the installed one. */
  readonly executablePath?: string;
}

/** The headless shell of the same engine, as packaged by Debian. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = '/usr/bin/chromium';

export function openChromium({
  camera = false,
  fonts = 'dejavu',
  args = [],
  whole = false,
  executablePath,
}: ChromiumOptions = {}): Promise<Browser> {
  const headed = process.env.CID_HEADED !== undefined;
  return chromium.launch({
    executablePath: executablePath ?? (whole || headed ? WHOLE : SHELL),
    headless: !headed,
    ...(headed && { slowMo: HEADED_DELAY_MS }),
    env: { ...process.env, ...fontEnvironment(fonts) } as Record<string, string>,
    args: [
      ...CHROMIUM_ARGS,
      ...(camera ? FAKE_CAMERA_ARGS : []),
      ...(typeof camera === 'string' ? [`--use-file-for-fake-video-capture=${camera}`] : []),
      ...args,
    ],
  });
}
