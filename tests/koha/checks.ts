/** Steps and assertions for a staff page with the paste-in file, on our own pages or a real Koha. */
import assert from 'node:assert/strict';
import { trainingCode } from '@cid-elements/core';
import { random, type Scanner, scan, USUAL_SCANNER } from '@cid-elements/scanning/testing/scanner-emulator';
import { usToRuPc } from '@cid-elements/scanning/wedge/layouts';
import { type } from '../support/keyboard.js';
import { fields, fromRoot, type Tab, traces } from './desk.js';

export interface Place {
  readonly tab: Tab;
  /** Requests to the server, if it is ours. */
  readonly requested: readonly string[];
}

export interface Moment {
  readonly requested: number;
  readonly requests: number;
}

export const scanner = (more: Partial<Scanner> = {}): Scanner => ({ ...USUAL_SCANNER, jitter: 0.3, ...more });

/** The paste-in file with changed settings, as a library would paste it. */
export async function pasted(changes: Record<string, string> = {}): Promise<string> {
  let text = await fromRoot('examples/koha/intranet-user.js');
  for (const [from, to] of Object.entries(changes)) {
    assert.ok(text.includes(from), `the file has «${from}»`);
    text = text.replace(from, () => to);
  }
  assert.ok(!text.includes('</script') && !text.includes(']]>'), 'fits into an inline script');
  return text;
}

export const TRAINING = { "verifier: 'goskan'": "verifier: 'training'" };

export const phase = (tab: Tab, wanted: string) =>
  tab.page.waitForFunction(
    (wanted) => document.querySelector('cid-check')?.getAttribute('state') === wanted,
    wanted,
  );

export const focusOf = ({ page }: Tab) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);

/** Waits until no further key can belong to the scan. */
export const waitOutScan = ({ page }: Tab) => page.waitForTimeout(1_200);

export const moment = ({ tab, requested }: Place): Moment => ({
  requested: requested.length,
  requests: tab.requests.length,
});

/**
 * Asserts that no part of the code is anywhere, in Latin or Russian layout, and that no request was sent
 * since.
 */
export async function findNoTrace({ tab, requested }: Place, code: string, since: Moment): Promise<void> {
  const id = code.slice(code.indexOf('/m5/') + 4, -4);
  const all = [
    await traces(tab.page),
    ...tab.requests,
    ...tab.consoleLines,
    ...requested,
    ...(await tab.page.evaluate(() => window.kept)),
  ].join('\n');
  for (const part of [id, id.slice(0, 12), usToRuPc(id) ?? id, 'id.cid-training', 'gosuslugi.ru/m5', 'реезы'])
    assert.ok(!all.includes(part), 'no part of the code is left in the page');
  const requests = tab.requests.slice(since.requests).filter((line) => !line.includes('/cid/dist/'));
  assert.deepEqual(requests, [], 'the page sent no request');
  assert.deepEqual(requested.slice(since.requested), [], 'the server got no request');
}

/** A complete check of one visitor, with the focus in Koha's barcode field. */
export async function checkWhole(place: Place, with_: Scanner): Promise<void> {
  const { tab } = place;
  const { page } = tab;
  await page.focus('#barcode');
  const since = moment(place);
  const before = { fields: await fields(page), url: page.url() };
  const code = trainingCode('right', 'student', Date.now()).text;
  await page.keyboard.press('F8');
  await phase(tab, 'capture');
  await type(tab, scan(code, with_, random(7)));
  await phase(tab, 'face');
  await waitOutScan(tab);
  await page.keyboard.press('1');
  await phase(tab, 'result');
  await waitOutScan(tab);
  await page.keyboard.press('1');
  await page.waitForFunction(() => window.done.length > 0);
  assert.deepEqual(await page.evaluate(() => window.done), ['{"result":"training"}']);
  assert.equal(await focusOf(tab), 'barcode', 'the focus is restored');
  assert.deepEqual(await fields(page), before.fields, 'no field has changed');
  assert.equal(page.url(), before.url);
  await findNoTrace(place, code, since);
}
