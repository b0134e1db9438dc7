import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const configDir = fileURLToPath(new URL('.', import.meta.url));

const QUICK = [{ theme: 'light', lang: 'ru' }];
/** English, narrow, with letters twice as large, and the other themes: under `npm run test:stories`. */
const LONG = [
  { theme: 'dark', lang: 'en', width: '320' },
  { theme: 'discreet', lang: 'ru', text: '200' },
  { theme: 'contrast', lang: 'ru', width: '320' },
  { theme: 'training', lang: 'en', width: '480' },
];
/** `CID_STORY_RUNS` names other combinations, as JSON. */
const RUNS: Record<string, string>[] = process.env.CID_STORY_RUNS
  ? JSON.parse(process.env.CID_STORY_RUNS)
  : [...QUICK, ...(process.env.CID_LONG === '1' ? LONG : [])];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [storybookTest({ configDir, disableAddonDocs: true })],
  test: {
    name: 'stories',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      // Beside other browsers on a small machine.
      connectTimeout: 240_000,
      viewport: { width: 1024, height: 768 },
      provider: playwright({
        launchOptions: {
          executablePath: '/usr/bin/chromium-headless-shell',
          args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
        },
      }),
      instances: RUNS.map((globals) => ({
        browser: 'chromium' as const,
        name: Object.values(globals).join(' '),
        provide: { storyGlobals: globals },
      })),
    },
  },
});
