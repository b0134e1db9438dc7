/** All projects that the quick test leaves out. `--test-name-pattern=next` runs one. */
import { testProjects } from './projects.js';

testProjects([
  'vite-react18',
  'vite-vue',
  'vite-svelte',
  'webpack',
  'rollup',
  'next',
  'angular',
  'import-map',
]);
