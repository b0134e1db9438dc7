// Browser tests of scanning and elements, on the emitted JavaScript, in the engines named by CID_BROWSERS.
import { chromeLauncher } from '@web/test-runner-chrome';
import { webkitLauncher } from './scripts/webkit.mjs';

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: '/usr/bin/chromium', args: CHROMIUM },
      concurrency: 1,
    }),
  firefox: () =>
    chromeLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: '/usr/bin/firefox-esr',
        extraPrefsFirefox: {
          'media.navigator.streams.fake': true,
          'media.navigator.permission.disabled': true,
          'media.autoplay.default': 0,
        },
      },
      concurrency: 1,
    }),
  webkit: () => webkitLauncher(),
};

const wanted = (process.env.CID_BROWSERS ?? 'chromium').split(',');

export default {
  rootDir: '.',
  files: (process.env.CID_FILES ?? 'packages/{scanning,elements}/dist/**/*.test.js').split(' '),
  nodeResolve: true,
  concurrentBrowsers: 1,
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 20_000 } },
  browsers: wanted.map((name) => launchers[name]()),
};
