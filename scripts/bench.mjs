// npm run bench: our decoder and its rivals on the same frames in the same browser. See
// tests/bench/README.md.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { installDependencies, requireNode } from './setup.mjs';

const OURS = ['ours-frame', 'ours-thorough'];
const RIVALS = [
  'zxing-wasm',
  'barcode-detector',
  '@zxing/browser',
  'html5-qrcode',
  'jsQR',
  'qr-scanner',
  'qr',
  '@nuintun/qrcode',
  '@nuintun/qrcode sharpened',
  'qr-scanner-wechat',
];
const PARTS = [
  'digital-id',
  'synthetic',
  'negatives',
  'photos',
  'speed',
  'cold',
  'size',
  'camera',
  'hints',
  'advice',
];
const HELP = `npm run bench -- [options]
  --quick               fewer frames, a tenth of the negatives, five camera clips: about 17 minutes
  --only a,b            of ${PARTS.join(', ')}; or gateway alone
  --rivals a,b          of ${RIVALS.join(', ')}; or none
  --rivals-only         leave ours out: to calibrate the picture
  --seed N              other frames (1)
  --count N             drawn frames (digital-id 189, synthetic 504; quick 84 and 112)
  --photos folder       photographs with an index.json (../shared/qr-photos when it is there)
  --json file           where the figures go (.build/bench/result.json)
  --write               put the tables into tests/bench/README.md, in place of those there
  --where labels        only frames with all of them: "style ink,condition blur", "kind ean", "folder x"
  --dump folder         write frames as PNG and stop
  --record              serve the page that records the training phone, until Ctrl+C
  --no-build            use what is built`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: PARTS.join(',') },
    rivals: { type: 'string', default: RIVALS.join(',') },
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    photos: { type: 'string' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    dump: { type: 'string' },
    where: { type: 'string' },
    'rivals-only': { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
requireNode();
if (options.only === 'gateway') {
  // The gateway benchmark needs neither a browser nor rivals, only the packages of `serve`.
  installDependencies('serve');
  if (!options['no-build']) await build();
  const { gatewayBench } = await import('../tests/bench/gateway/gateway.mjs');
  const figures = await gatewayBench({ quick: options.quick, long: !options.quick });
  const target = resolve(options.json ?? '.build/bench/gateway.json');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(figures, null, 1));
  console.log(`Figures: ${target}`);
  process.exit(0);
}
installDependencies('all');
const { out, root, start } = await import('../tests/bench/host.mjs');
const { advice, camera } = await import('../tests/bench/clip-parts.mjs');
const { cold, hints, size, speed } = await import('../tests/bench/parts.mjs');
const { printRates, say, tables, tally } = await import('../tests/bench/report.mjs');

const parts = options.only.split(',');
const rivals = options.rivals === 'none' ? [] : options.rivals.split(',');
for (const name of [
  ...parts.filter((p) => !PARTS.includes(p)),
  ...rivals.filter((r) => !RIVALS.includes(r)),
]) {
  console.error(`Unknown: ${name}\n${HELP}`);
  process.exit(2);
}
const quick = options.quick;
const seed = Number(options.seed);
const photoFolder = options.photos ?? join(root, '../shared/qr-photos');
const photos = existsSync(join(photoFolder, 'index.json')) ? resolve(photoFolder) : undefined;
if (options.photos && !photos) {
  console.error(`No index.json in ${options.photos}`);
  process.exit(2);
}

/** The items of a source selected by --where. */
async function chosen(page, source) {
  const wanted = options.where?.split(',') ?? [];
  const labels = await page.evaluate((s) => globalThis.bench.labels(s), source);
  return labels
    .map((list, index) => ({ index, list }))
    .filter(({ list }) => wanted.every((label) => list.includes(label)));
}

/** Reads every item of a source with every reader. Rows are returned in chunks, to show progress. */
async function readAll(page, source, names, indexes) {
  const rows = [];
  let last = Date.now();
  for (let at = 0; at < indexes.length; at += 8) {
    rows.push(
      ...(await page.evaluate(
        ([s, list, n]) => globalThis.bench.run(s, list, n),
        [source, indexes.slice(at, at + 8), names],
      )),
    );
    if (Date.now() - last > 10_000) {
      last = Date.now();
      say(`${source.part}: ${rows.length} of ${indexes.length}`);
    }
  }
  return rows;
}

const result = { seed, quick, parts: {} };
if (!options['no-build']) await build();
const host = await start({ photos });
if (options.record) {
  console.log(`Open ${host.url}/record.html`);
  await once(process, 'SIGINT');
  await host.close();
  process.exit(0);
}
try {
  const withOurs = host.hasOurs && !options['rivals-only'];
  const names = [...(withOurs ? OURS : []), ...rivals];
  if (!host.hasOurs) say('Our decoder is not built: rivals only.');
  const browser = await host.launch();
  const load = async (page, list) => {
    const failed = await page.evaluate((n) => globalThis.bench.load(n), list);
    for (const name of failed) say(`${name} would not start and is left out.`);
    return list.filter((name) => !failed.includes(name));
  };
  const sources = {
    'digital-id': { part: 'digital-id', count: Number(options.count ?? (quick ? 84 : 189)), seed },
    synthetic: { part: 'synthetic', count: Number(options.count ?? (quick ? 112 : 504)), seed },
    negatives: { part: 'negatives', count: quick ? 1000 : 10_000, seed },
    photos: { part: 'photos', count: 0, seed },
  };

  if (options.dump) {
    const page = await host.page(browser, 'page');
    const source = sources[parts[0]] ?? sources.synthetic;
    mkdirSync(options.dump, { recursive: true });
    for (const { index, list } of await chosen(page, source)) {
      const url = await page.evaluate(([s, i]) => globalThis.bench.dump(s, i), [source, index]);
      const name = `${String(index).padStart(5, '0')} ${list.join(' ')}`.replaceAll(/[^\w.×-]+/g, '-');
      writeFileSync(
        join(options.dump, `${name}.png`),
        Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'),
      );
    }
    await host.close();
    process.exit(0);
  }

  for (const part of parts.filter((name) => sources[name])) {
    if (part === 'photos' && !photos) {
      say('photos: no folder, not run (--photos <folder>)');
      result.parts.photos = 'not run';
      continue;
    }
    const source = sources[part];
    const requested =
      part === 'negatives' && quick
        ? names.filter((name) => ['ours-thorough', 'zxing-wasm'].includes(name))
        : names;
    // Negatives measure false reads, not time, so two pages can run in parallel.
    const lanes = part === 'negatives' ? 2 : 1;
    const pages = await Promise.all(Array.from({ length: lanes }, () => host.page(browser, 'page')));
    const [readers] = await Promise.all(pages.map((page) => load(page, requested)));
    const step = part === 'photos' && quick ? 6 : 1;
    const indexes = (await chosen(pages[0], source)).map(({ index }) => index).filter((i) => i % step === 0);
    if (part === 'digital-id' || part === 'synthetic') {
      say(`${part}: drawing what is not drawn yet`);
      const drawers = await Promise.all([0, 1].map(() => host.page(browser, 'page')));
      await Promise.all(
        drawers.map((page, lane) =>
          page.evaluate(
            ([s, list]) => globalThis.bench.prepare(s, list),
            [source, indexes.filter((_, i) => i % 2 === lane)],
          ),
        ),
      );
      for (const page of drawers) await page.context().close();
    }
    const rows = await Promise.all(
      pages.map((page, lane) =>
        readAll(
          page,
          source,
          readers,
          indexes.filter((_, i) => i % lanes === lane),
        ),
      ),
    );
    const counts = tally(rows.flat(), readers);
    for (const page of pages) await page.context().close();
    result.parts[part] = counts;
    if (part === 'digital-id') {
      printRates(`Cards of the Digital ID, ${indexes.length} frames: read %`, counts, 'style ');
      printRates('with 3.5 px a module and more', counts, 'from 3.5 px ');
      printRates('dotted, by condition', counts, 'cell dotted ');
      printRates('by px of a module', counts, 'module ');
    } else if (part === 'synthetic') {
      printRates(`Synthetic, ${indexes.length} frames: read %`, counts, 'style ');
      printRates('by condition', counts, 'condition ');
      printRates('by size', counts, 'size ');
    } else if (part === 'photos') printRates(`Photographs, ${indexes.length}: read %`, counts, 'folder ');
    else
      printRates(`Negatives, ${indexes.length}: false reads`, counts, 'kind ', ({ wrong }) => String(wrong));
  }
  if (parts.includes('speed') && host.hasOurs)
    result.parts.speed = await speed(host, browser, { quick, seed });
  if (parts.includes('cold')) result.parts.cold = await cold(host, browser, names, { quick });
  if (parts.includes('size')) result.parts.size = await size(host, browser, names);
  if (parts.includes('camera')) result.parts.camera = await camera(host, browser, { quick, seed });
  if (parts.includes('hints') && host.hasOurs)
    result.parts.hints = await hints(host, browser, { quick, seed });
  if (parts.includes('advice') && host.hasOurs)
    result.parts.advice = await advice(host, browser, { quick, seed });
} finally {
  await host.close();
}
const file = resolve(options.json ?? join(out, 'result.json'));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(result, null, 1));
say(`Figures: ${file}`);
if (options.write) {
  const readme = join(root, 'tests/bench/README.md');
  const [before, , after] = readFileSync(readme, 'utf8').split(/<!-- tables[^>]*-->\n/);
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  writeFileSync(
    readme,
    `${before}<!-- tables: made by the command below -->\n\`${command}\` at ${commit}, seed ${seed}, ${cpus().length} cores:\n\n${tables.join('\n\n')}\n<!-- tables end -->\n${after}`,
  );
}
