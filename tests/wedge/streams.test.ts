import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  pick,
  random,
  type Scanner,
  scan,
  someCode,
  someScanner,
} from '@cid-elements/scanning/testing/scanner-emulator';
import { type } from '../support/keyboard.js';
import { LONG } from '../support/quick.js';
import { type Desk, openWedgeDesk } from '../support/wedge-desk.js';

declare global {
  interface Window {
    recorded: string[];
    texts: string[];
    disarms: string[];
    problems: string[];
    wedge: { start(): void; stop(): void; guard(on: boolean): void; dispose(): void; armed: boolean };
    open_(options: object): void;
    listen(): void;
    thief: number;
    focusThen: string;
  }
}

const FIELDS = ['barcode', 'findborrower', 'note', 'memo', 'mail', 'rich', 'own'];

/** All places in the page where typed characters can end up. */
const traces = (desk: Desk) =>
  desk.page.evaluate(() => ({
    recorded: window.recorded.splice(0),
    values: [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
      .map((field) => field.value)
      .join('|'),
    rich: document.getElementById('rich')?.textContent,
    focus: window.focusThen,
    place: location.href,
  }));

const [GROUPS, STREAMS] = LONG ? [10, 20] : [2, 8];

describe('real key streams into an armed wedge on an ILS-like page', () => {
  let desk: Desk;
  before(async () => {
    desk = await openWedgeDesk();
  });
  after(() => desk.close());

  const rng = random(200);
  for (let group = 0; group < GROUPS; group++) {
    it(`streams ${group * STREAMS + 1} to ${(group + 1) * STREAMS}`, async () => {
      for (let i = 0; i < STREAMS; i++) {
        // One slow scanner per group; the others are fast, to keep the suite short.
        const speed = i === 0 ? pick(rng, group % 2 ? [80, 120] : [20, 40]) : pick(rng, [1, 1, 2, 5]);
        const scanner: Scanner = { ...someScanner(rng), msPerKey: speed };
        if (speed > 10 && scanner.by === 'alt') scanner.by = 'code';
        await one(desk, scanner, someCode(rng), pick(rng, FIELDS), group % 2 === 1);
      }
    });
  }
});

async function one(desk: Desk, scanner: Scanner, code: string, field: string, thief: boolean): Promise<void> {
  for (let tries = 0; tries < 8; tries++) if (!(await stalled(desk, scanner, code, field, thief))) return;
  assert.fail('the machine is too busy to simulate a scanner, so nothing was tested');
}

/** Returns true if the machine was too busy to simulate a scanner; then nothing was asserted. */
async function stalled(
  desk: Desk,
  scanner: Scanner,
  code: string,
  field: string,
  thief: boolean,
): Promise<boolean> {
  const label = JSON.stringify({ ...scanner, field, thief });
  await desk.page.evaluate(
    ([id, thief]) => {
      clearInterval(window.thief);
      document.getElementById(id as string)?.focus();
      window.wedge.start();
      window.texts.length = 0;
      window.recorded.length = 0;
      if (thief) window.thief = window.setInterval(() => document.getElementById('barcode')?.focus(), 1000);
    },
    [field, thief] as const,
  );
  // Inserted text without key events has no target unless a text field has the focus.
  if (field === 'own' && scanner.by === 'insert') scanner.by = 'code';
  const requested = desk.requested.length;
  const late = await type(desk, scan(code, scanner, random(code.length)));
  await desk.page.waitForFunction(() => !window.wedge.armed, undefined, { timeout: 5000 }).catch(() => {});
  await desk.page.evaluate(() => clearInterval(window.thief));
  const right = await desk.page.evaluate(
    (code) => window.texts.length === 1 && window.texts[0] === code,
    code,
  );
  const seen = await traces(desk);
  if (late > 300 && !(right && seen.recorded.length === 0)) {
    console.log(`# repeated: ${Math.round(late)} ms late`);
    await desk.page.reload();
    return true;
  }
  assert.deepEqual(seen.recorded, [], label);
  assert.equal(seen.values, '||Кафка||', label);
  assert.equal(seen.rich, '', label);
  assert.equal(seen.place, `${desk.url}/`, label);
  assert.equal(desk.requested.length, requested, label);
  assert.equal(seen.focus, field, label);
  const lengths = await desk.page.evaluate(() => window.texts.map((text) => text.length));
  assert.ok(
    right,
    `wrong text, of ${lengths} for ${code.length} characters, ${Math.round(late)} ms late: ${label}`,
  );
  return false;
}
