/** The most common bundler. `npm run test:packages` runs all projects. */
import { testProjects } from './projects.js';

testProjects(['vite-react19']);
