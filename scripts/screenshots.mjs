// npm run screenshots [-- --out dir] [--only words]: pictures of all stories in all looks (.build/screenshots).
//   npm run screenshots -- --only cid-result,dark      stories or looks whose name contains one of the words
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listenOnFreePort } from './listen.mjs';
import { installDependencies, requireNode, root, state } from './setup.mjs';

requireNode();
installDependencies('all');
const { chromium } = await import('playwright-core');

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(state, 'screenshots') },
    only: { type: 'string' },
    /** Use the Storybook that was built before. */
    built: { type: 'boolean', default: false },
  },
});

/** The looks: globals of Storybook and options of the browser context. */
const LOOKS = {
  wide: { globals: 'theme:light;lang:ru', width: 1024 },
  narrow: { globals: 'theme:light;lang:ru', width: 320 },
  'text-200': { globals: 'theme:light;lang:ru;text:200', width: 1024 },
  'text-400': { globals: 'theme:light;lang:ru;text:400', width: 1280 },
  english: { globals: 'theme:light;lang:en', width: 1024 },
  dark: { globals: 'theme:dark;lang:ru', width: 1024 },
  contrast: { globals: 'theme:contrast;lang:ru', width: 1024 },
  training: { globals: 'theme:training;lang:ru', width: 1024 },
  discreet: { globals: 'theme:discreet;lang:ru', width: 1024 },
  'forced-colours': { globals: 'theme:light;lang:ru', width: 1024, media: { forcedColors: 'active' } },
  bvi: { globals: 'theme:light;lang:ru', width: 1024, bvi: { theme: 'black', fontSize: 24 } },
};

const folder = join(state, 'storybook');
if (!values.built) {
  const made = spawnSync(
    process.execPath,
    [join(root, 'scripts/storybook.mjs'), 'build', '--output-dir', folder, '--quiet'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (made.status !== 0) process.exit(1);
}
const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};
const server = createServer((request, response) => {
  const path = join(
    folder,
    normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)),
  );
  if (!path.startsWith(folder) || !existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
});
const local = `http://localhost:${await listenOnFreePort(server)}`;
// The low-vision plugin stores its settings in cookies, which need https and a host name with a dot.
const NAMED = 'https://stories.example';

const words = values.only?.split(',') ?? [];
const looksNamed = Object.keys(LOOKS).filter((name) => words.includes(name));
const storyWords = words.filter((word) => !looksNamed.includes(word));
const looks = looksNamed.length ? looksNamed : Object.keys(LOOKS);
const stories = Object.values(entries).filter(
  ({ type, id }) => type === 'story' && (!storyWords.length || storyWords.some((word) => id.includes(word))),
);

const out = resolve(values.out);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
let made = 0;
const failed = [];
for (const look of looks) {
  const { globals, width, media, bvi } = LOOKS[look];
  mkdirSync(join(out, look), { recursive: true });
  const context = await browser.newContext({ viewport: { width, height: 600 }, reducedMotion: 'reduce' });
  if (bvi) {
    await context.route(`${NAMED}/**`, async (route) =>
      route.fulfill({
        response: await route.fetch({ url: route.request().url().replace(NAMED, local) }),
      }),
    );
  }
  const page = await context.newPage();
  if (media) await page.emulateMedia(media);
  for (const { id } of stories) {
    const file = join(out, look, `${id}.png`);
    rmSync(file, { force: true });
    try {
      await page.goto(`${bvi ? NAMED : local}/iframe.html?viewMode=story&id=${id}&globals=${globals}`);
      const render = await page.waitForFunction(
        () => {
          /** @type {Window & { __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } } }} */
          const { __STORYBOOK_PREVIEW__: preview } = window;
          const phase = preview?.currentRender?.phase;
          return phase && ['finished', 'completed', 'errored', 'aborted'].includes(phase) && phase;
        },
        undefined,
        { timeout: 40_000 },
      );
      const phase = await render.jsonValue();
      if (phase === 'errored' || phase === 'aborted') failed.push(`${look} ${id}: ${phase}`);
      if (bvi) await lowVision(page, bvi);
      await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
      made += 1;
    } catch (error) {
      failed.push(`${look} ${id}: ${String(error).split('\n')[0]}`);
    }
  }
  await context.close();
  console.log(`${look}: ${stories.length} stories`);
}
await browser.close();
server.close();
for (const line of failed) console.error(line);
console.log(`${made} pictures in ${out}${failed.length ? `, ${failed.length} stories failed` : ''}`);
process.exit(failed.length ? 1 : 0);

/** Turns on the low-vision plugin that Russian public sites use. */
async function lowVision(page, options) {
  const bvi = join(root, 'node_modules/bvi/dist');
  await page.addStyleTag({ path: join(bvi, 'css/bvi.min.css') });
  await page.addScriptTag({ path: join(bvi, 'js/bvi.min.js') });
  await page.evaluate((given) => {
    /** @type {Window & { isvek?: { Bvi: new (options: object) => object } }} */
    const { isvek } = window;
    if (!isvek) throw new Error('bvi did not load');
    const link = document.createElement('a');
    link.href = '#';
    link.className = 'bvi-open';
    link.textContent = 'Версия для слабовидящих';
    document.body.prepend(link);
    new isvek.Bvi({ speech: false, ...given });
    link.click();
  }, options);
  await page.waitForSelector('.bvi-body', { timeout: 10_000 });
}
