// Browser tests of qr-decoder, scanning and elements: the compiled JavaScript in the engines listed in
// CID_BROWSERS.
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { bundleWorker } from './packages/qr-decoder/bundle-worker.mjs';
import { jsonResults } from './scripts/testing/browser-reporter.mjs';
import { startWebKit } from './scripts/webkit.mjs';

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
      launchOptions: { executablePath: '/usr/bin/chromium-headless-shell', args: CHROMIUM },
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
  webkit: async () => {
    const { port, capabilities } = await startWebKit();
    return webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port,
      path: '/',
      // WebKitWebDriver does not support BiDi and refuses sessions that request it.
      capabilities: { ...capabilities, 'wdio:enforceWebDriverClassic': true },
    });
  },
};

/** Serves a training gateway under `/v1/…` of the test pages' origin. */
function trainingGateway() {
  let running;
  return {
    name: 'training-gateway',
    async serverStart() {
      const { loadConfig, start } = await import('./packages/gateway/dist/index.js');
      running = await start(loadConfig({ CID_PORT: '0' }), () => {});
    },
    async serverStop() {
      await running?.close();
    },
    async serve(context) {
      if (!context.path.startsWith('/v1/')) return undefined;
      const chunks = [];
      for await (const chunk of context.req) chunks.push(chunk);
      const response = await fetch(`http://127.0.0.1:${running.port}${context.path}`, {
        method: context.method,
        headers: { 'content-type': context.get('content-type') },
        body: Buffer.concat(chunks),
      });
      context.status = response.status;
      return { body: await response.text(), type: 'json' };
    },
  };
}

// The worker bundle may be older than the compiled sources.
await bundleWorker();

const wanted = (process.env.CID_BROWSERS ?? 'chromium').split(',');

export default {
  rootDir: '.',
  files: (
    process.env.CID_FILES ??
    'packages/{qr-decoder,scanning,elements}/dist/**/*.test.js tests/dist/**/*.browser.test.js'
  ).split(' '),
  nodeResolve: true,
  // Long tests repeat random cases more often under `npm run test:long`.
  testRunnerHtml: (framework) =>
    `<!doctype html><meta charset="utf-8"><body><script>globalThis.longTests = ${process.env.CID_LONG === '1'}</script>
    <script type="module" src="${framework}"></script></body>`,
  plugins: [trainingGateway()],
  concurrentBrowsers: 1,
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [
    defaultReporter(),
    jsonResults(process.env.CID_BROWSER_REPORT ?? '.build/reports/browsers.json'),
  ],
  browsers: await Promise.all(wanted.map((name) => launchers[name]())),
};
