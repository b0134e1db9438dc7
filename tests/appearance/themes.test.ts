/**
 * Every state in every theme: no axe violations, and sufficient contrast of texts and borders. The quick form
 * tests the default, the dark palette, forced colours and one theme of the low-vision plugin.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import {
  axeSource,
  BVI_PAGE,
  openElementSite,
  pageUrl,
  STATES,
  show,
  turnBviOn,
} from '../support/element-site.js';
import { nameSite } from '../support/named-site.js';
import { LONG } from '../support/quick.js';
import { shared } from '../support/shared.js';
import { lowContrast } from './in-page.js';

const browser = await shared(openChromium());
const site = await shared(openElementSite());

interface Theme {
  readonly name: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly options?: BrowserContextOptions;
  readonly bvi?: object;
}

const ready = (name: string): Theme => ({ name, query: { css: `/packages/elements/themes/${name}.css` } });
const themes: readonly Theme[] = [
  { name: 'as it is' },
  ready('light'),
  ready('dark'),
  ready('contrast'),
  { name: 'a dark page', query: { style: ':root { color-scheme: dark }' } },
  { name: 'prefers-contrast', options: { contrast: 'more' } },
  { name: 'forced colours', options: { forcedColors: 'active', colorScheme: 'dark' } },
  ...['white', 'black', 'blue', 'brown', 'green'].map((theme) => ({ name: `bvi ${theme}`, bvi: { theme } })),
];

const QUICK = ['as it is', 'dark', 'forced colours', 'bvi black'];

/** A selection of states that covers all colours and kinds of parts. */
const EACH_LOOK = [
  'choice',
  'choice-attorney-ending',
  'help',
  'unusable',
  'capture',
  'face',
  'confirmed',
  'not-confirmed',
  'goskan',
  'attested',
  'paper-required',
  'paper-not-accepted',
  'discreet',
  'discreet-shown',
  'scanner-idle',
];

async function audit(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axeSource });
  return page.evaluate(async () => {
    const { axe } = window as typeof window & {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(
      { include: [['main']] },
      { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
    );
  });
}

/**
 * A screenshot of a part, repeated until its position is stable: the panel of the plugin moves after
 * scrolling.
 */
async function picture(page: Page, place: string): Promise<Buffer> {
  const target = page.locator(place).first();
  for (let tries = 0; tries < 20; tries++) {
    await target.scrollIntoViewIfNeeded();
    const before = await target.boundingBox();
    const taken = await target.screenshot();
    const after = await target.boundingBox();
    if (JSON.stringify(before) === JSON.stringify(after)) return taken;
  }
  throw new Error(`${place} does not have a stable position`);
}

/** The contrast of rendered pixels: the lightest against the darkest pixel of a part. */
async function painted(page: Page, place: string): Promise<number> {
  const base64 = (await picture(page, place)).toString('base64');
  return page.evaluate(async (png) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let [least, most] = [1, 0];
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b] = [0, 1, 2].map((k) => {
        const c = data[i + k]! / 255;
        return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      least = Math.min(least, light);
      most = Math.max(most, light);
    }
    return Math.round(((most + 0.05) / (least + 0.05)) * 100) / 100;
  }, base64);
}

for (const { name, query, options, bvi } of themes.filter((theme) => LONG || QUICK.includes(theme.name))) {
  test(`${name}: no axe violations, sufficient contrast`, async () => {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options });
    const named = bvi ? { base: await nameSite(context, site.base) } : site;
    const page = await context.newPage();
    await page.goto(pageUrl(named, { ...(bvi && BVI_PAGE), ...query }));
    // If themes differ only in colours, similar states are tested once.
    const names = name === 'as it is' ? Object.keys(STATES) : EACH_LOOK;
    await show(page, names);
    if (bvi) await turnBviOn(page, bvi);
    const { low, seen } = await page.evaluate(lowContrast);
    assert.ok(seen > 150, `${seen} contrasts read`);
    assert.equal(low.map((one) => JSON.stringify(one)).join('\n'), '');
    for (const [place, least] of [
      ['[data-shown="attested"] .outcome .title', 7],
      ['[data-shown="attested"] .outcome .lead', 7],
      ['[data-shown="not-confirmed"] .outcome .title', 7],
      ['[data-shown="attested"] .button.primary span', 4.5],
    ] as const) {
      const found = await painted(page, place);
      assert.ok(found >= least, `${place} is painted with a contrast of ${found}`);
    }
    assert.equal((await audit(page)).join('\n'), '');
    await context.close();
  });
}
