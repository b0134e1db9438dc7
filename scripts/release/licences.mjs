// Licences of bundled and installed packages, and the bill of materials (CycloneDX) without machine-specific
// data.
import { createHash } from 'node:crypto';
import { root } from '../setup.mjs';
import { licenceOf, manifestOf, PACKAGES } from './installed.mjs';
import { npm } from './packages.mjs';

/** Packages that are part of our files. npm lists them only as development dependencies. */
const BUNDLED = ['zxing-wasm', '@zxing/library', 'qr', 'lit', 'lit-html', '@lit/reactive-element'];

/** Licence texts of the bundled packages. @returns {import('./tree.mjs').Tree} */
export function licenceTexts() {
  /** @type {import('./tree.mjs').Tree} */
  const tree = new Map();
  for (const name of BUNDLED)
    tree.set(
      `licences/${name.replaceAll('/', '-').replace('@', '')}.txt`,
      new TextEncoder().encode(licenceOf(name)),
    );
  return tree;
}

/** @param {string} version @param {Date} date */
export function billOfMaterials(version, date) {
  const workspaces = PACKAGES.flatMap((name) => ['--workspace', `packages/${name}`]);
  const bom = JSON.parse(
    npm(['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--omit=dev', ...workspaces], root),
  );
  for (const name of BUNDLED) {
    const { version: found, license } = manifestOf(name);
    if (bom.components.some((/** @type {{ name: string }} */ one) => one.name === name)) continue;
    bom.components.push({
      'bom-ref': `${name}@${found}`,
      type: 'library',
      name,
      version: found,
      scope: 'required',
      purl: `pkg:npm/${name.replace('@', '%40')}@${found}`,
      licenses: [{ license: { id: license } }],
      properties: [{ name: 'cid:bundled', value: 'true' }],
    });
  }
  bom.components.sort((/** @type {Record<string, string>} */ a, /** @type {Record<string, string>} */ b) =>
    (a['bom-ref'] ?? '') < (b['bom-ref'] ?? '') ? -1 : 1,
  );
  for (const component of bom.components)
    if (component['bom-ref'].startsWith('@cid-elements/')) component.group = '@cid-elements';
  // npm adds itself as a tool, the name of the folder, the time and a random number.
  delete bom.metadata.tools;
  bom.metadata.component.name = 'cid-elements';
  bom.metadata.timestamp = date.toISOString();
  const hash = createHash('sha256')
    .update(`${version}${date.toISOString()}${JSON.stringify(bom.components)}`)
    .digest('hex');
  bom.serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return `${JSON.stringify(bom, null, 2)}\n`;
}
