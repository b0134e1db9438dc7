import { readFileSync } from 'node:fs';
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** Version of this package. */
export const VERSION = version;
//# sourceMappingURL=version.js.map