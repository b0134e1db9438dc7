import type { Preview } from '@storybook/web-components-vite';
import { scriptGateway } from '../stories/support/gateway.js';
import { forgetStage, stage } from '../stories/support/stage.js';
import './preview.css';

scriptGateway();

// One test run is one combination of globals (`vitest.config.ts`): what vitest provides is there before its own modules.
const { __vitest_worker__: worker } = globalThis as {
  __vitest_worker__?: { providedContext?: { storyGlobals?: Record<string, string> } };
};
const wanted = worker?.providedContext?.storyGlobals ?? {};

type Icon = 'paintbrush' | 'globe' | 'grow' | 'zoom';

const choice = (name: string, icon: Icon, items: readonly (readonly [value: string, title: string])[]) => ({
  description: name,
  toolbar: {
    title: name,
    icon,
    dynamicTitle: true,
    items: items.map(([value, title]) => ({ value, title })),
  },
});

const preview: Preview = {
  initialGlobals: { theme: 'light', lang: 'ru', width: 'page', text: '100', ...wanted },
  globalTypes: {
    theme: choice('Theme', 'paintbrush', [
      ['light', 'Light'],
      ['dark', 'Dark'],
      ['contrast', 'High contrast'],
      ['training', 'Training'],
      ['discreet', 'Discreet'],
    ]),
    lang: choice('Language', 'globe', [
      ['ru', 'Русский'],
      ['en', 'English'],
    ]),
    width: choice('Width', 'grow', [
      ['page', 'Page'],
      ['480', '480 px'],
      ['320', '320 px'],
    ]),
    text: choice('Text', 'zoom', [
      ['100', '100 %'],
      ['200', '200 %'],
      ['400', '400 %'],
    ]),
  },
  decorators: [stage],
  beforeEach: () => {
    forgetStage();
    return forgetStage;
  },
  parameters: {
    layout: 'fullscreen',
    controls: { disable: true },
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: {
          // A story is a piece of a page: landmarks and the first heading are the page's.
          region: { enabled: false },
          'page-has-heading-one': { enabled: false },
          'landmark-one-main': { enabled: false },
        },
      },
    },
  },
};

export default preview;
