/**
 * The hostile pages in Firefox and in WebKit: whole checks by a wedge scanner, then by paper. The quick form shares the
 * pages out between the two; Chromium has every one (hosts.test.ts).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shared } from '../support/shared.js';
import { code } from './desk.js';
import { firefox, type Hands, webkit } from './hands.js';
import { HOSTS, lay } from './hosts.js';
import { openSite } from './site.js';

declare global {
  interface Window {
    faults: string[];
  }
}

/** Runs in the page before anything else: what goes wrong, and what the host is told. */
const WATCH = `
  window.faults = [];
  window.heardDone = [];
  addEventListener('error', (event) => faults.push('uncaught: ' + event.message));
  addEventListener('unhandledrejection', (event) => faults.push('unhandled: ' + event.reason));
  addEventListener('securitypolicyviolation', (event) => faults.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  { const listen = () => document.addEventListener('cid-done', (event) => heardDone.push(event.detail.result));
    listen();
    const { open } = document;
    document.open = function () { const opened = open.call(document); listen(); return opened; }; }
`;

const LIMIT = { timeout: 150_000 };
const WAIT = 30_000;

const site = await shared(openSite());

const LONG = process.env.CID_LONG === '1';

for (const [turn, [engine, start]] of Object.entries({ Firefox: () => firefox(), WebKit: webkit }).entries())
  describe(engine, () => {
    let hands: Hands;
    before(async () => {
      hands = await start();
    }, LIMIT);
    after(() => hands?.close());

    async function until<A extends readonly unknown[]>(
      what: string,
      job: (...args: A) => boolean,
      ...args: A
    ): Promise<void> {
      const end = Date.now() + WAIT;
      while (!(await hands.run(job, ...args))) {
        if (Date.now() > end) throw new Error(`waited for: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    const arrive = (state: string) =>
      until(
        `state ${state}`,
        (state) => document.querySelector('cid-check')?.getAttribute('state') === state,
        state,
      );
    const armed = () =>
      until(
        'an armed scanner',
        () =>
          document
            .querySelector('cid-check')
            ?.shadowRoot?.querySelector('cid-scanner')
            ?.shadowRoot?.querySelector('.wedge.on') != null,
      );
    /** Presses the button with these words, through shadow roots, as soon as it is there. */
    const click = (words: string) =>
      until(
        `a button «${words}»`,
        (words) => {
          const roots: (Document | ShadowRoot)[] = [document];
          for (const root of roots)
            for (const element of root.querySelectorAll<HTMLElement>('*')) {
              if (element.shadowRoot) roots.push(element.shadowRoot);
              if (element.localName === 'button' && element.textContent?.includes(words)) {
                element.click();
                return true;
              }
            }
          return false;
        },
        words,
      );
    const toField = () => hands.run(() => document.querySelector<HTMLElement>('#barcode')?.focus());

    for (const host of HOSTS.filter((_, i) => LONG || i % 2 === turn))
      test(host.name, LIMIT, async () => {
        await hands.open(lay(site, host, WATCH));
        if (host.name.includes('anew')) await until('the new page', () => !!document.querySelector('#anew'));
        await arrive('choice');
        await toField();
        await hands.press('F8');
        await arrive('capture');
        await armed();
        const text = await code();
        if (host.during) await hands.run(host.during);
        await toField();
        await hands.press(...text, 'Enter');
        await arrive('face');
        await click('Лицо совпадает');
        await arrive('result');
        await click('Следующий посетитель');
        await arrive('choice');
        await toField();
        await hands.press('F9');
        await arrive('paper');
        await click('Документ принят');
        await arrive('result');
        await click('Следующий посетитель');
        await arrive('choice');
        // As one text: a page that alters every object's prototype spoils what a driver brings out.
        const seen = await hands.run(() =>
          [
            window.heardDone.join(),
            document.querySelector<HTMLInputElement>('#barcode')?.value,
            window.faults.join(),
          ].join('|'),
        );
        assert.equal(seen, 'training,training||');
        assert.deepEqual(site.reports, []);
      });
  });
