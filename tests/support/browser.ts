/** The browsers that tests under Node drive: one place for their flags, fonts and whether they are visible. */
import { type Browser, chromium } from 'playwright-core';
import { type FontSet, fontEnvironment } from './fonts.js';

/** Nothing that Chromium does by itself reaches the network or another profile. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A camera that shows a test picture, and a permission that is given. */
export const FAKE_CAMERA_ARGS: readonly string[] = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** How long a test waits for what a page should show, ms: only a failure takes so long, however busy the machine. */
export const PATIENCE_MS = 60_000;

/** How long a visible browser waits before each action, so that a person can follow (`npm test -- --headed`). */
const HEADED_DELAY_MS = 150;

export interface ChromiumOptions {
  /** A fake camera; a path is an MJPEG clip that it shows. */
  readonly camera?: boolean | string;
  readonly fonts?: FontSet;
  readonly args?: readonly string[];
  /** The browser with its windows, which costs three times as much: for what the shell has not. */
  readonly whole?: boolean;
  /** Another Chromium than the installed one. */
  readonly executablePath?: string;
}

/** The same engine without a user interface, as Debian packages it. */
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
