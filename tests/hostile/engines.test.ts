/**
 * The hostile pages in Firefox and WebKit: whole checks by wedge scanner, then by paper. The quick form runs
 * a fifth of the pages in each engine; Chromium runs all of them (hosts.test.ts).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Driver, firefox, pressButton, webkit } from '../support/drivers.js';
import { code } from '../support/host-desk.js';
import { openHostSite } from '../support/host-site.js';
import { HOSTS, serveHost } from '../support/hosts.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';

declare global {
  interface Window {
    faults: string[];
  }
}

/** Injected before other scripts: records errors and the results of `cid-done`. */
const WATCH = `
  window.faults = [];
  window.doneEvents = [];
  addEventListener('error', (event) => faults.push('uncaught: ' + event.message));
  addEventListener('unhandledrejection', (event) => faults.push('unhandled: ' + event.reason));
  addEventListener('securitypolicyviolation', (event) => faults.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  { const listen = () => document.addEventListener('cid-done', (event) => doneEvents.push(event.detail.result));
    listen();
    const { open } = document;
    document.open = function () { const opened = open.call(document); listen(); return opened; }; }
`;

const LIMIT = { timeout: 150_000 };
const WAIT = 30_000;

const site = await shared(openHostSite());

for (const [turn, [engine, start]] of Object.entries({ Firefox: () => firefox(), WebKit: webkit }).entries())
  describe(engine, () => {
    let driver: Driver;
    before(async () => {
      driver = await start();
    }, LIMIT);
    after(() => driver?.close());

    async function until<A extends readonly unknown[]>(
      what: string,
      job: (...args: A) => boolean,
      ...args: A
    ): Promise<void> {
      const end = Date.now() + WAIT;
      while (!(await driver.run(job, ...args))) {
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
    /** Waits for the button and clicks it. */
    const click = (words: string) => until(`a button «${words}»`, pressButton, words);
    const toField = () => driver.run(() => document.querySelector<HTMLElement>('#barcode')?.focus());

    for (const host of inTurn(HOSTS, 5, turn))
      test(host.name, LIMIT, async () => {
        await driver.open(serveHost(site, host, WATCH));
        if (host.rewrites) await until('the new page', () => !!document.querySelector('#anew'));
        await arrive('choice');
        await toField();
        await driver.press('F8');
        await arrive('capture');
        await armed();
        const text = await code();
        if (host.during) await driver.run(host.during);
        await toField();
        await driver.press(...text, 'Enter');
        await arrive('face');
        await click('Лицо совпадает');
        await arrive('result');
        await click('Следующий посетитель');
        await arrive('choice');
        await toField();
        await driver.press('F9');
        await arrive('paper');
        await click('Документ принят');
        await arrive('result');
        await click('Следующий посетитель');
        await arrive('choice');
        // Returned as one string, because pages that modify `Object.prototype` break the driver's
        // serialisation of objects.
        const seen = await driver.run(() =>
          [
            window.doneEvents.join(),
            document.querySelector<HTMLInputElement>('#barcode')?.value,
            window.faults.join(),
          ].join('|'),
        );
        assert.equal(seen, 'training,training||');
        assert.deepEqual(site.reports, []);
      });
  });
