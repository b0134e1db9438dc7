// Inlines the import map of the package, because browsers do not support external import maps.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';

for (const name of ['node_modules', 'src'])
  cpSync(name, `dist/${name}`, { recursive: true, dereference: true });
const map = readFileSync('node_modules/@cid-elements/elements/frameworks/import-map.json', 'utf8');
writeFileSync(
  'dist/index.html',
  readFileSync('index.html', 'utf8').replace('"IMPORT_MAP"', () => map),
);
