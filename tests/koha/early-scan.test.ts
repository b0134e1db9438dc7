/** A scan that begins before the guard of an unarmed page is loaded. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import { guarded } from '../support/gateway.js';
import { type } from '../support/keyboard.js';
import { shared } from '../support/shared.js';
import { pasted, phase, scanner, TRAINING } from './checks.js';
import { fields, launch, openKoha, openTab } from './desk.js';

const CHECKOUT = '/cgi-bin/koha/circ/circulation.pl?borrowernumber=7';
const ID = 'aB3dE5gH7jK9mN1pQ3sT5v';
const CODE = `https://www.gosuslugi.ru/m5/${ID}?p=f`;

const browser = await shared(launch());

for (const [way, settings, requested] of [
  ['Goskan', {}, false],
  ['training', TRAINING, true],
] as const)
  for (const keys of [5, 30, 60, 110])
    it(`with ${way}, a scan starting ${keys} key events before the guard loads: not submitted, not kept, reported`, async () => {
      const koha = await openKoha({ age: '17-2', userJs: await pasted(settings) });
      const tab = await openTab(browser);
      const part = deferred();
      await tab.page.route('**/cid-scan-reading*', async (route) => {
        await part.promise;
        await route.continue();
      });
      await tab.page.goto(`${koha.origin}${CHECKOUT}`);
      await phase(tab, 'choice');
      await tab.page.waitForFunction(() => Reflect.has(window, Symbol.for('cid-submit-guard')));
      await tab.page.focus('#barcode');
      const strokes = scan(CODE, scanner(), random(1));
      await type(tab, strokes.slice(0, keys));
      part.resolve();
      await guarded(tab.page);
      await type(tab, strokes.slice(keys));
      // Either the submit guard or the part on the page shows a message. In training a new scan is requested.
      await tab.page.waitForFunction(
        (requested) =>
          document.querySelector('#cid-notice')?.textContent ||
          (requested && document.querySelector('cid-check')?.getAttribute('state') === 'capture'),
        requested,
      );
      const kept = (await fields(tab.page)).join('');
      for (let at = 0; at + 4 <= ID.length; at++) assert.ok(!kept.includes(ID.slice(at, at + 4)), kept);
      assert.deepEqual(
        koha.requested.filter((line) => line.startsWith('POST')),
        [],
      );
      await tab.context.close();
      await koha.close();
    });

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
