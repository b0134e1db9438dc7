/** Serves pages with the elements in many environments, and drives an element into any state. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REASONS } from '@cid-elements/core';
import type { Page } from 'playwright-core';
import { contentType, openServer } from './server.js';

// A test can name another folder, because dist/ may be rebuilt during its run.
const root = process.env.CID_PAGES ?? fileURLToPath(new URL('../../..', import.meta.url));

export interface Site {
  readonly base: string;
  close(): Promise<void>;
}

/** Turns on the low-vision plugin by its button, as a visitor does. */
export async function turnBviOn(page: Page, options: object = {}): Promise<void> {
  await page.evaluate((given) => {
    const { isvek } = window as typeof window & { isvek: { Bvi: new (options: object) => unknown } };
    new isvek.Bvi({ speech: false, ...given });
    document.querySelector<HTMLElement>('.bvi-open')?.click();
  }, options);
  await page.locator('.bvi-body').waitFor();
  await page.waitForTimeout(200);
}

export const BVI_PAGE = {
  css: '/node_modules/bvi/dist/css/bvi.min.css',
  script: '/node_modules/bvi/dist/js/bvi.min.js',
  html: '<a href="#" class="bvi-open">Версия для слабовидящих</a>',
};

/** `/page?css=…&script=…&lang=…&class=…` generates a page; other paths are files of the repository. */
export async function openElementSite(): Promise<Site> {
  const { origin, close } = await openServer(async ({ pathname, searchParams }, _request, response) => {
    if (pathname === '/page') {
      response.setHeader('content-type', contentType('/page')).end(pageOf(searchParams));
      return;
    }
    const file = join(root, normalize(decodeURIComponent(pathname)));
    if (!file.startsWith(root) || file.split(sep).some((part) => part.startsWith('.git')))
      throw new Error('outside');
    const body = await readFile(file);
    response.setHeader('content-type', contentType(file)).end(body);
  });
  return { base: origin, close };
}

function pageOf(query: URLSearchParams): string {
  const all = (name: string) => query.getAll(name);
  return `<!doctype html>
<html lang="${query.get('lang') ?? 'ru'}" class="${query.get('class') ?? ''}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Рабочее место</title>
<style>body { margin: 8px; font-family: system-ui, sans-serif } main { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr) }</style>
${all('css')
  .map((href) => `<link rel="stylesheet" href="${href}">`)
  .join('')}
<style>${query.get('style') ?? ''}</style>
<script type="module" src="/dist/cid-elements.js"></script>
${all('script')
  .map((src) => `<script src="${src}"></script>`)
  .join('')}
</head><body><main><h1>Выдача книг</h1>${query.get('html') ?? ''}</main></body></html>`;
}

/** A state of an element: tag, attributes and the steps that lead to it. */
export interface Shown {
  readonly tag: 'cid-check' | 'cid-scanner' | 'cid-result' | 'cid-fallback' | 'cid-goskan';
  readonly attributes?: Readonly<Record<string, string>>;
  readonly config?: object;
  /** Events of the transition table; `answer:<outcome>[:<reason>]` scans a code and gives this answer. */
  readonly steps?: readonly string[];
  readonly benefit?: string;
  /** Buttons to press afterwards: `help`, `reveal`, `pause`, `camera`. */
  readonly presses?: readonly string[];
}

const ready = { 'attorney-until': '2099-12-31' };
const training = { verifier: 'training' };
const result = (...steps: string[]): Shown => ({ tag: 'cid-check', attributes: training, steps });
/** `face-differs` and `cancelled` have states of their own. */
const FAILURES = REASONS.filter((reason) => reason !== 'face-differs' && reason !== 'cancelled');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const STATES: Readonly<Record<string, Shown>> = {
  choice: { tag: 'cid-check', attributes: ready },
  'choice-training': { tag: 'cid-check', attributes: training },
  'choice-attorney-missing': { tag: 'cid-check' },
  'choice-attorney-ending': { tag: 'cid-check', attributes: { 'attorney-until': inDays(3) } },
  'choice-paper-only': { tag: 'cid-check', attributes: { 'attorney-until': '2020-01-01' } },
  help: { tag: 'cid-check', attributes: ready, presses: ['help'] },
  unusable: { tag: 'cid-check', attributes: { verifier: 'gateway', gateway: '/' } },
  capture: { tag: 'cid-check', attributes: training, steps: ['scan'] },
  verifying: result('scan', 'submit'),
  face: result('answer:confirmed'),
  confirmed: result('answer:confirmed', 'face-matches'),
  'confirmed-age': { ...result('answer:confirmed', 'face-matches'), benefit: 'age' },
  paused: { ...result('answer:confirmed', 'face-matches'), presses: ['pause'] },
  'not-confirmed': result('answer:not-confirmed'),
  ...Object.fromEntries(FAILURES.map((reason) => [`failed-${reason}`, result(`answer:failed:${reason}`)])),
  'face-differs': result('answer:confirmed', 'face-differs'),
  goskan: { tag: 'cid-check', attributes: ready, steps: ['goskan'] },
  'goskan-age': { tag: 'cid-check', attributes: ready, steps: ['goskan'], benefit: 'age' },
  'goskan-face': { tag: 'cid-check', attributes: ready, steps: ['goskan', 'attest-confirmed'] },
  attested: { tag: 'cid-check', attributes: ready, steps: ['goskan', 'attest-confirmed', 'face-matches'] },
  'goskan-not-confirmed': { tag: 'cid-check', attributes: ready, steps: ['goskan', 'attest-not-confirmed'] },
  paper: { tag: 'cid-check', attributes: ready, steps: ['paper'] },
  'paper-required': {
    tag: 'cid-check',
    attributes: ready,
    benefit: 'large-family',
    config: { paperRequired: [{ case: 'Выдача на дом редких книг', law: 'статья 5 закона' }] },
    steps: ['paper'],
  },
  'paper-accepted': { tag: 'cid-check', attributes: ready, steps: ['paper', 'paper-accept'] },
  'paper-not-accepted': { tag: 'cid-check', attributes: ready, steps: ['paper', 'paper-decline'] },
  discreet: { ...result('answer:confirmed', 'face-matches'), attributes: { ...training, discreet: '' } },
  'discreet-failed': { ...result('answer:failed:expired-code'), attributes: { ...training, discreet: '' } },
  'discreet-shown': {
    ...result('answer:confirmed', 'face-matches'),
    attributes: { ...training, discreet: '' },
    presses: ['reveal'],
  },
  'scanner-idle': { tag: 'cid-scanner', attributes: { sources: 'camera wedge image' } },
  'result-confirmed': {
    tag: 'cid-result',
    attributes: training,
    steps: ['answer:confirmed', 'face-matches'],
  },
  'result-failed': { tag: 'cid-result', attributes: training, steps: ['answer:failed:expired-code'] },
  'fallback-paper': { tag: 'cid-fallback', attributes: { benefit: 'age' } },
  'goskan-alone': { tag: 'cid-goskan', attributes: { ...ready, benefit: 'student' } },
};

/**
 * Adds elements in the named states to the page's `<main>` and waits until they are stable. `data-shown` has
 * the name.
 */
export async function show(page: Page, names: readonly string[] = Object.keys(STATES)): Promise<void> {
  await page.evaluate(
    async ({ wanted }) => {
      interface Driven extends HTMLElement {
        config: object;
        helpOpen: boolean;
        updateComplete: Promise<boolean>;
        viewComplete?(): Promise<void>;
        verify?(text: string): void;
        check: {
          ready(): Promise<void>;
          session: {
            state: string;
            benefit: string;
            settings: object;
            send(event: string): boolean;
            submit(text: string): boolean;
            reveal(on: boolean): void;
            pause(on: boolean): void;
          };
        };
      }
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const main = document.querySelector('main') ?? document.body;
      await customElements.whenDefined('cid-check');
      for (const [name, shown] of wanted) {
        const element = document.createElement(shown.tag as string) as Driven;
        for (const [attribute, value] of Object.entries(shown.attributes ?? {}))
          element.setAttribute(attribute, value);
        element.dataset.shown = name;
        if (shown.config) element.config = shown.config;
        main.append(element);
        await element.updateComplete;
        if (shown.tag === 'cid-scanner') continue;
        await element.check.ready();
        await element.updateComplete;
        const { session } = element.check;
        if (shown.benefit) session.benefit = shown.benefit;
        for (const step of shown.steps ?? []) {
          if (!step.startsWith('answer:')) {
            session.send(step);
            continue;
          }
          const [, outcome, reason] = step.split(':');
          const verifier = shown.attributes?.verifier === 'training' ? 'training' : 'max';
          session.settings = { ...session.settings, verify: async () => ({ outcome, reason, verifier }) };
          if (element.verify) element.verify('');
          else session.submit('');
          await wait(0);
        }
        for (const act of shown.presses ?? []) {
          if (act === 'help') element.helpOpen = true;
          if (act === 'reveal') session.reveal(true);
          if (act === 'pause') session.pause(true);
        }
      }
      for (const element of document.querySelectorAll<Driven>('[data-shown]')) await element.viewComplete?.();
      await wait(100);
    },
    { wanted: names.map((name) => [name, STATES[name]!] as const) },
  );
}

export const pageUrl = (
  site: Pick<Site, 'base'>,
  query: Readonly<Record<string, string | readonly string[]>> = {},
): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) search.append(name, one);
  return `${site.base}/page?${search}`;
};

export const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
