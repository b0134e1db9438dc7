/** The commonest bundlers; `npm run test:packages` tries all. */
import { testProjects } from './projects.js';

testProjects(['vite-react19', 'webpack']);
