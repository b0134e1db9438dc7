/**
 * The manual shows every state of every element with a live example that reaches the state and shows its
 * text.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeFindings } from '../support/axe.js';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { type Served, serve, visit } from '../support/gateway.js';
import { KNOWN, phaseOf } from './states.js';

interface State {
  readonly name: string;
  readonly phase: string;
  readonly ru: string;
  readonly en: string;
  readonly slow?: boolean;
}

const LONG = process.env.CID_LONG === '1';
const scripts = new URL('../../../scripts/', import.meta.url);

let served: Served;
let browser: Browser;
let shown: Readonly<Record<string, readonly State[]>>;
let files: ReadonlyMap<string, string>;

before(async () => {
  const states: { STATES: typeof shown } = await import(new URL('manual/states/index.js', scripts).href);
  shown = states.STATES;
  const manual: { manualFiles(): Map<string, string> } = await import(new URL('manual.mjs', scripts).href);
  files = manual.manualFiles();
  served = await serve();
  browser = await openChromium();
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('manual: exactly the states of the code have examples', () => {
  assert.deepEqual(Object.keys(shown).sort(), Object.keys(KNOWN).sort());
  for (const [tag, known] of Object.entries(KNOWN)) {
    const states = shown[tag] ?? [];
    assert.deepEqual(states.map(({ name }) => name).sort(), Object.keys(known).sort(), tag);
    for (const { name, phase } of states)
      if (tag !== 'cid-scanner' && tag !== 'cid-attorney')
        assert.equal(phase, name === 'idle' ? 'idle' : (phaseOf(name) ?? phase), `${tag} ${name}`);
  }
});

test('manual: every page lists the states of its element with a sentence each, in both languages', () => {
  for (const lang of ['ru', 'en'] as const)
    for (const [tag, states] of Object.entries(shown))
      for (const { name, [lang]: sentence } of states) {
        assert.match(
          sentence,
          lang === 'ru' ? /[а-я].*[.:)]$/ : /^[^а-яА-Я]*(ИНН)?[^а-яА-Я]*[.)]$/,
          `${tag} ${name}`,
        );
        assert.ok(files.get(`${lang}/${tag}.html`)?.includes(`id="state-${name}"`), `${lang} ${tag} ${name}`);
      }
});

/** The visible text of the example. */
const seen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (node instanceof Element && (node.localName === 'style' || node.hasAttribute('hidden'))) return '';
      const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      return [...inner.childNodes].map(read).join(' ');
    };
    return read(document.getElementById('example')!).replace(/\s+/g, ' ');
  });

async function shows(page: Page, words: string): Promise<string> {
  const flat = words.replace(/\s+/g, ' ').trim();
  const end = Date.now() + PATIENCE_MS;
  let text = await seen(page);
  while (!text.includes(flat) && Date.now() < end) {
    await page.waitForTimeout(50);
    text = await seen(page);
  }
  return text.includes(flat) ? '' : `«${flat}» is not in «${text.slice(0, 300)}»`;
}

/** `npm test` runs one element, the long suite all of them. */
for (const tag of LONG ? Object.keys(KNOWN) : ['cid-goskan'])
  test(`manual: the example of ${tag} reaches each of its states`, async () => {
    const { page, faults, close } = await visit(browser, served, `manual/ru/${tag}.html`);
    await page.locator('#example[state]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
    for (const { name, phase } of shown[tag] ?? []) {
      await page.locator('#shown').selectOption(name);
      await page.locator(`#about[data-state="${name}"]`).waitFor({ state: 'attached', timeout: PATIENCE_MS });
      if (name !== 'checking')
        assert.equal(await page.locator('#example').getAttribute('state'), phase, `${tag} ${name}`);
      assert.equal(await shows(page, KNOWN[tag]?.[name] ?? ''), '', `${tag} ${name}`);
      if (LONG) assert.deepEqual(await axeFindings(page), [], `${tag} ${name}`);
    }
    assert.deepEqual(faults, [], tag);
    await close();
  });

test('manual: a link to a state opens it, and controls change what is shown', async () => {
  const { page, faults, close } = await visit(browser, served, 'manual/en/cid-check.html#state-attested');
  await page.locator('#about[data-state="attested"]').waitFor({ timeout: PATIENCE_MS });
  assert.equal(await page.locator('#shown').inputValue(), 'attested');
  await page.getByRole('link', { name: 'attorney-ending' }).click();
  await page.locator('#about[data-state="attorney-ending"]').waitFor({ timeout: PATIENCE_MS });
  assert.match(await seen(page), /ends in 3 days/);
  await page.getByRole('textbox', { name: 'attorney-until' }).fill('2020-01-31');
  await page.getByRole('textbox', { name: 'attorney-until' }).press('Tab');
  assert.equal(await shows(page, 'has ended'), '');
  await page.locator('#shown').selectOption('');
  await page.locator('#example[state="choice"][verifier="training"]').waitFor({ timeout: PATIENCE_MS });
  assert.deepEqual(faults, []);
  await close();
});
