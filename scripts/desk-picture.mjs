// node scripts/desk-picture.mjs: writes docs/images/desk.png for the README: the desk during a training
// check.
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, requireNode, root } from './setup.mjs';

requireNode();
installDependencies('all');
const { chromium } = await import('playwright-core');

const file = join(root, 'docs/images/desk.png');
mkdirSync(join(root, 'docs/images'), { recursive: true });

const gateway = spawn(process.execPath, [join(root, 'packages/gateway/dist/main.js')], {
  env: { ...process.env, CID_PAGES: root, CID_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const base = await new Promise((resolve) => {
    let output = '';
    gateway.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /start\s+(http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  const page = await browser.newPage({ viewport: { width: 1120, height: 680 }, reducedMotion: 'reduce' });
  await page.goto(`${base}desk/`);
  const phone = page.frameLocator('iframe');
  await phone.getByRole('button', { name: 'Поднести к сканеру' }).click();
  await page.locator('cid-check[state="face"]').waitFor();
  await page.getByRole('heading', { name: 'Сравните лицо' }).waitFor();
  await page.evaluate(() => scrollTo(0, 172));
  await page.screenshot({ path: file, animations: 'disabled' });
} finally {
  await browser.close();
  gateway.kill();
}
console.log(`${file.slice(root.length + 1)}: ${Math.round(statSync(file).size / 1024)} kB`);
