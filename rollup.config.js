// The standalone bundle: modules that load each other on demand, and a classic script that loads the module.
// All URLs are relative to the file itself, so the files work in any folder of a static server.
import { copyFileSync, readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transformSync } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/**
 * File names with the version, so that a cache cannot mix two. Only the entries, which pages reference, have
 * none.
 */
const versioned = (name) => `${name}-${version}`;

const elements = 'packages/elements/dist';
const decoder = 'packages/qr-decoder/dist';

const minify = terser({
  module: true,
  ecma: 2022,
  compress: {
    passes: 3,
    keep_fargs: false,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  },
  format: { comments: false },
});

/**
 * Removes line breaks and indentation from templates. Two minifiers run, because each shortens what the other
 * does not.
 */
const tidyTemplates = {
  name: 'tidy-templates',
  renderChunk: (code, _chunk, { format }) =>
    transformSync(code.replace(/\n\s+/g, ' '), {
      minify: true,
      target: 'es2022',
      charset: 'utf8',
      ...(format === 'es' ? { format: 'esm' } : {}),
    }).code.trim(),
};

/**
 * Lit's styles without the fallback for browsers without constructed style sheets: all supported browsers
 * have them.
 */
const constructedSheets = {
  name: 'constructed-sheets',
  load: (id) =>
    id.endsWith('@lit/reactive-element/css-tag.js')
      ? `export const supportsAdoptingStyleSheets = true;
         export const getCompatibleStyle = (sheet) => sheet;
         export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
         export class CSSResult {}
         export const css = undefined, unsafeCSS = undefined;`
      : null,
};

/**
 * What Lit leaves in the global object of the host page: hooks for old browsers, a version that makes a
 * second Lit warn, and `Symbol.metadata` for decorators, which are not used here: it throws if `Symbol` is
 * frozen (`lockdown()` of `ses`).
 * @type {[file: string, pattern: RegExp][]}
 */
const LIT_GLOBALS = [
  [
    '@lit/reactive-element/reactive-element.js',
    /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
  ],
  [
    '@lit/reactive-element/reactive-element.js',
    /const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const (\w+)=litPropertyMetadata\.get\(\1\);if\(void 0!==\2\)for\(const\[\w+,\w+\]of \2\)this\.elementProperties\.set\(\w+,\w+\)\}/,
  ],
  [
    'lit-html/lit-html.js',
    /,(\w+)=(\w+)\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),\(\2\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/,
  ],
  ['@lit/reactive-element/reactive-element.js', /,\w+=\w+\.reactiveElementPolyfillSupport(?=,)/],
  [
    '@lit/reactive-element/reactive-element.js',
    /,\w+\?\.\(\{ReactiveElement:\w+\}\),\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/,
  ],
  [
    'lit-element/lit-element.js',
    /,(\w+)\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\);const (\w+)=\1\.litElementPolyfillSupport;\2\?\.\(\{LitElement:\w+\}\)/,
  ],
  ['lit-element/lit-element.js', /\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/],
];
const litWithoutGlobals = {
  name: 'lit-without-globals',
  transform(code, id) {
    let out = code;
    for (const [file, pattern] of LIT_GLOBALS) {
      if (!id.endsWith(`/node_modules/${file}`)) continue;
      if (!pattern.test(out))
        this.error(`${file} no longer holds ${pattern}: check what it sets on window now.`);
      out = out.replace(pattern, '');
    }
    return out === code ? null : out;
  },
};

/** Minifies style sheets. */
const tidyStyles = {
  name: 'tidy-styles',
  transform(code, id) {
    if (!id.endsWith('styles.js')) return null;
    const tidy = (sheet) => transformSync(sheet, { loader: 'css', minify: true }).code.trim();
    return code.replace(/`([^`]*)`/g, (_, text) => {
      // An interpolated sheet comes first and is minified already.
      const [, before, sheet] = /^(\s*\$\{[^}]*\})?([\s\S]*)$/.exec(text) ?? [];
      return `\`${before?.trim() ?? ''}${tidy(sheet)}\``;
    });
  },
};

/**
 * The transition table without the clauses of the Regulation: only readers of the source and tests use them.
 */
const tidyTable = {
  name: 'tidy-table',
  transform(code, id) {
    if (!id.endsWith('core/dist/check.js')) return null;
    const tidy = code.replace(/, (?:none|'\d[\d.]+')(, '[\w-]+')?\]/g, (_, done) =>
      done ? `,${done}]` : ']',
    );
    if (tidy === code || /\[(['"])[\w-]+\1, \1[\w-]+\1, /.test(tidy))
      this.error(`${id} holds clauses that tidy-table does not remove: has the layout of a row changed?`);
    return tidy;
  },
};

/** Names of chunks by their entry module. */
const CHUNKS = {
  wedge: 'wedge',
  'source-panels': 'sources',
  steps: 'steps',
  'config-fetch': 'config',
  training: 'training',
  tone: 'tone',
  view: 'info-view',
};

/**
 * The name of a chunk. Modules of different languages, and views and their texts, have equal file names,
 * which Rollup would number in the middle of the version.
 */
function nameOf({ name, facadeModuleId, moduleIds }) {
  const module = facadeModuleId ?? moduleIds[moduleIds.length - 1] ?? '';
  const [, lang, file] = /locales[\\/](\w+)[\\/]([\w-]+)\.js$/.exec(module) ?? [];
  const [, folder] = /(\w+)[\\/]define\.js$/.exec(module) ?? [];
  if (folder) return folder;
  if (lang) return { index: lang, info: `info-view-${lang}` }[file] ?? `${file}-${lang}`;
  return CHUNKS[name] ?? (/[\\/]views[\\/]/.test(module) ? `view-${name}` : name);
}

/** The files of the decoder, and their names in dist/. */
const DECODER_FILES = {
  'decoder.worker.js': `${versioned('decoder.worker')}.js`,
  'decoder.plain.js': `${versioned('decoder.plain')}.js`,
  'zxing_reader.wasm': `${versioned('zxing_reader')}.wasm`,
};

/** Copies the files of the decoder unchanged and replaces their names where they are loaded. */
const decoderFiles = () => {
  const named = new Set();
  return {
    name: 'decoder-files',
    renderChunk(code) {
      for (const [name, versionedName] of Object.entries(DECODER_FILES)) {
        if (code.includes(`./${name}`)) named.add(name);
        code = code.replaceAll(`./${name}`, `./${versionedName}`);
      }
      return code;
    },
    writeBundle() {
      for (const [name, versionedName] of Object.entries(DECODER_FILES)) {
        if (!named.has(name)) this.error(`Nothing in dist/ loads ${name}; has its address changed?`);
        copyFileSync(`${decoder}/${name}`, `dist/${versionedName}`);
      }
      for (const name of ['LICENSE', 'NOTICES.md']) copyFileSync(name, `dist/${name}`);
    },
  };
};

/** Names of the files written so far. Two bundles that write the same file would overwrite each other. */
const written = new Map();
const onlyOnce = (bundle) => ({
  name: 'only-once',
  generateBundle(_options, files) {
    for (const name of Object.keys(files)) {
      const other = written.get(name);
      if (other && other !== bundle) this.error(`${name} is written by ${other} and by ${bundle}.`);
      written.set(name, bundle);
    }
  },
});

const modules = (input, first = [], last = []) => ({
  input,
  // Entries may export more, so that shared modules need no separate chunk.
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    ...first,
    constructedSheets,
    litWithoutGlobals,
    nodeResolve(),
    tidyStyles,
    tidyTable,
    minify,
    tidyTemplates,
    ...last,
    onlyOnce(Object.keys(input).join()),
  ],
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `cid-${versioned(nameOf(chunk))}.js`,
  },
});

/** Bundles one module into one file. */
const single = (input, last = []) => {
  const { output, ...rest } = modules(input, [], last);
  return { ...rest, output: { ...output, inlineDynamicImports: true } };
};

/** For pages that use a classic `<script src>`: it loads the module once per page. */
const classicLoader = {
  name: 'classic-loader',
  generateBundle() {
    const source = readFileSync('packages/elements/classic.js', 'utf8').replace(/^\/\/.*\n|\n\s*/gm, '');
    this.emitFile({ type: 'asset', fileName: 'cid-elements.classic.js', source });
  },
};

/**
 * `<cid-info>` alone is one file. Loaded separately: its texts by language, and the support of the low-vision
 * plugin.
 */
const INFO_LATER = {
  './ru/info.js': `./${versioned('cid-info-ru')}.js`,
  './en/info.js': `./${versioned('cid-info-en')}.js`,
  './bvi.js': `./${versioned('cid-info-bvi')}.js`,
  './poster.js': `./${versioned('cid-info-poster')}.js`,
  './help.js': `./${versioned('cid-info-help')}.js`,
};

const info = (format, file) => ({
  input: { [file]: `${elements}/info/define.js` },
  plugins: [
    {
      name: 'info-later',
      resolveDynamicImport: (specifier) =>
        INFO_LATER[specifier] ? { id: INFO_LATER[specifier], external: 'relative' } : null,
    },
    nodeResolve(),
    tidyStyles,
    minify,
    tidyTemplates,
  ],
  makeAbsoluteExternalsRelative: false,
  output: {
    dir: 'dist',
    format,
    name: 'cidInfo',
    entryFileNames: '[name].js',
    inlineDynamicImports: true,
  },
});

export default [
  modules({ 'cid-elements': `${elements}/all.js` }, [classicLoader], [decoderFiles()]),
  modules({
    'training-phone': '.build/examples/phone/src/phone.js',
    'training-hand': '.build/examples/phone/src/hold-to-scanner.js',
  }),
  single({ 'capture-kit': '.build/examples/capture-kit/src/page.js' }, [decoderFiles()]),
  single({ 'capture-kit.worker': '.build/examples/capture-kit/src/worker.js' }),
  single({ 'companion-setup': '.build/examples/companion/src/setup.js' }),
  info('es', 'cid-info'),
  info('iife', 'cid-info.classic'),
  single({ [versioned('cid-info-ru')]: `${elements}/locales/ru/info.js` }),
  single({ [versioned('cid-info-en')]: `${elements}/locales/en/info.js` }),
  single({ [versioned('cid-info-bvi')]: `${elements}/internal/bvi.js` }),
  single({ [versioned('cid-info-poster')]: `${elements}/info/poster.js` }),
  single({ [versioned('cid-info-help')]: `${elements}/info/help.js` }),
];
