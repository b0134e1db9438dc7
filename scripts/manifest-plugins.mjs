// Plugins of the manifest's analyzer, whose configuration file this is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The attribute name in declarations that the analyzer does not understand. */
function attributeOf(ts, name, initializer) {
  // Helpers take the name as their first argument: `reportBenefit: booleanAttribute('report-benefit')`.
  if (ts.isCallExpression(initializer)) return initializer.arguments.find(ts.isStringLiteral)?.text;
  const options = ts.isObjectLiteralExpression(initializer) ? initializer.properties : [];
  return options.some((option) => option.name?.getText() === 'attribute') ? undefined : name.toLowerCase();
}

/**
 * Corrects attribute names. The analyzer reads the name only from an object literal and otherwise uses the
 * property name, which does not match the attribute that Lit observes.
 */
const attributeNames = () => ({
  name: 'attribute-names',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const declaration = moduleDoc.declarations.find(({ name }) => name === node.name?.getText());
    const properties = node.members.find(
      (member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'properties',
    )?.initializer?.properties;
    for (const property of properties ?? []) {
      if (!ts.isPropertyAssignment(property)) continue;
      const name = property.name.getText();
      const attribute = attributeOf(ts, name, property.initializer);
      const made = declaration.attributes?.find(({ fieldName }) => fieldName === name);
      if (!attribute || !made) continue;
      made.name = attribute;
      const field = declaration.members.find((member) => member.name === name);
      if (field?.attribute) field.attribute = attribute;
    }
  },
});

/** String and number constants declared in the elements' sources, by name. */
function constants() {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const found = sources.flatMap((name) => [
    ...readFileSync(join('src', name), 'utf8').matchAll(/^export const ([A-Z_]+) = ('[^']*'|[\d_]+);$/gm),
  ]);
  return new Map(found.map(([, name, value]) => [name, value]));
}

/** Replaces constants used as defaults by their values, because page authors do not see the constants. */
const namedDefaults = () => ({
  name: 'named-defaults',
  packageLinkPhase({ customElementsManifest }) {
    const values = constants();
    for (const { declarations = [] } of customElementsManifest.modules)
      for (const { members = [], attributes = [] } of declarations)
        for (const its of [...members, ...attributes])
          if (values.has(its.default)) its.default = values.get(its.default);
  },
});

// package.json already names the published location of the manifest.
export default { packagejson: false, plugins: [attributeNames(), namedDefaults()] };
