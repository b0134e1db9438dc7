// Draws the PNG icons from icon.svg: node examples/companion/icons/make.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, size, inset, ground] of [
  ['icon-192.png', 192, 0, 'transparent'],
  ['icon-512.png', 512, 0, 'transparent'],
  // Launchers may crop a maskable icon to a circle of 80 %.
  ['icon-maskable-512.png', 512, 0.1, '#14508c'],
]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:${ground}}svg{position:absolute;inset:${inset * 100}%}</style>${svg}`,
  );
  await writeFile(new URL(name, import.meta.url), await page.screenshot({ omitBackground: true }));
}
await browser.close();
