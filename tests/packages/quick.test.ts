/** The commonest bundler, in every `npm test`; `npm run test:packages` tries all. */
import { testProjects } from './projects.js';

testProjects(['vite-react19']);
