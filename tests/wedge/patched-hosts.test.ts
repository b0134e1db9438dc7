/** Host pages that replace built-ins: a wedge works after disposal and re-creation. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { random, scan, USUAL_SCANNER } from '@cid-elements/scanning/testing/scanner-emulator';
import { type } from '../support/keyboard.js';
import { type Desk, openWedgeDesk } from '../support/wedge-desk.js';

const REAL = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';
const usual = USUAL_SCANNER;

/** Reads the file by path, because not every version lists it in `exports`. */
const source = (name: string) =>
  readFile(fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url)), 'utf8');

/** The changes of MooTools 1.4 to built-ins, from its Core and DOMEvent. */
const MOOTOOLS = `
  Array.from = function (item) {
    if (item == null) return [];
    return typeof item !== 'string' && typeof item === 'object' && typeof item.length === 'number'
      ? (Array.isArray(item) ? item : Array.prototype.slice.call(item)) : [item];
  };
  Function.from = function (item) { return typeof item === 'function' ? item : function () { return item; }; };
  Number.from = function (item) { var number = parseFloat(item); return isFinite(number) ? number : null; };
  String.from = function (item) { return item + ''; };
  var DOMEvent = window.Event = function (event, win) {
    if (!win) win = window;
    event = event || win.event;
    if (event.$extended) return event;
    this.event = event;
    this.$extended = true;
    this.type = event.type;
    this.target = event.target || event.srcElement;
  };
`;

/** The changes of Prototype 1.7 to built-ins, from its Array, String and Function. */
const PROTOTYPE = `
  function $A(iterable) {
    if (!iterable) return [];
    if ('toArray' in Object(iterable)) return iterable.toArray();
    var length = iterable.length || 0, results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  }
  Array.from = $A;
  Array.prototype.toArray = Array.prototype.clone = function () { return Array.prototype.slice.call(this, 0); };
  Array.prototype.toJSON = function () { return '[' + this.join() + ']'; };
  Array.prototype.each = function (run) { for (var i = 0; i < this.length; i++) run(this[i], i); };
  Array.prototype.find = Array.prototype.detect = function (run) { for (var i = 0; i < this.length; i++) if (run(this[i], i)) return this[i]; };
  String.prototype.startsWith = function (pattern) { return this.lastIndexOf(pattern, 0) === 0; };
  String.prototype.endsWith = function (pattern) { var d = this.length - pattern.length; return d >= 0 && this.indexOf(pattern, d) === d; };
  String.prototype.toArray = function () { return this.split(''); };
  Object.keys = function (object) { var out = []; for (var name in object) if (Object.prototype.hasOwnProperty.call(object, name)) out.push(name); return out; };
  Object.values = function (object) { return Object.keys(object).map(function (name) { return object[name]; }); };
  Function.prototype.bind = function (context) { var run = this, given = Array.prototype.slice.call(arguments, 1);
    return function () { return run.apply(context, given.concat(Array.prototype.slice.call(arguments))); }; };
`;

describe('patched host pages', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  const hosts: readonly [string, () => Promise<string>][] = [
    ['zone.js 0.13.3', () => source('zone-old/bundles/zone.umd.min.js')],
    ['zone.js 0.16', () => source('zone-new/bundles/zone.umd.min.js')],
    ['MooTools 1.4', async () => MOOTOOLS],
    ['Prototype 1.7', async () => PROTOTYPE],
    ['ses 2.3, lockdown()', async () => `${await source('ses/dist/ses.umd.js')}\nlockdown();`],
    [
      'frozen prototypes',
      async () =>
        'for (const it of [Object, Array, String, Function, Event, KeyboardEvent]) { Object.freeze(it.prototype); Object.freeze(it); }',
    ],
  ];

  for (const [name, script] of hosts) {
    it(`${name}: works after disposal and creation anew; later host listeners stay`, async () => {
      desk = await openWedgeDesk(await script());
      const errors: string[] = [];
      desk.page.on('pageerror', (error) => errors.push(error.message));
      const run = <T>(work: () => T) => desk.page.evaluate(work);
      const count = async () =>
        Number(await run(() => String(window.recorded.filter((note) => note === 'window keydown').length)));
      const read = async () => {
        await sleep(200);
        return run(() => window.texts.splice(0).join(' '));
      };
      await run(() => document.getElementById('barcode')?.focus());
      for (let i = 0; i < 2; i++) {
        for (const way of ['armed', 'guarded']) {
          if (way === 'armed') await run(() => window.wedge.start());
          else await run(() => window.wedge.guard(true));
          await type(desk, scan(REAL, { ...usual, prefix: i ? ']Q1' : '' }, random(i)));
          assert.equal(await read(), REAL, `${way}, ${i}`);
          assert.equal(await desk.page.inputValue('#barcode'), '');
          await sleep(1100);
        }
        await run(() => window.open_({}));
      }
      await run(() => window.recorded.splice(0).length);
      await run(() => window.wedge.dispose());
      await desk.page.keyboard.type('ab');
      assert.equal(await count(), 2, 'the host gets its key events');
      assert.deepEqual(errors, []);
    });
  }
});
