import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';

// The stories show what `tsc` emitted: `npm run build` (or `npx tsc -b --watch` beside it) comes first.
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The built decoder looks for its worker and its wasm beside itself.
  staticDirs: [{ from: '../dist', to: '/assets' }],
  viteFinal: (vite) => ({
    ...vite,
    server: { ...vite.server, fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] } },
    build: { ...vite.build, chunkSizeWarningLimit: 4_000 },
  }),
};

export default config;
