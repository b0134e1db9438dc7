/** Test support: a page with three fields, a wedge on a virtual clock, and a scanner. */

import { loadScanReading } from '../wedge/lazy-scan-reading.js';
import { Wedge } from '../wedge/wedge.js';
import type { DisarmReason, WedgeOptions, WedgeProblem } from '../wedge/wedge-options.js';
import { play, type Random, type Scanner, scan, VirtualClock } from './scanner-emulator.js';

const HEARD = [
  'keydown keypress keyup beforeinput input textInput paste',
  'compositionstart compositionupdate compositionend submit',
]
  .join(' ')
  .split(' ');

declare global {
  /** Set by the test runner: tests run in their long form. */
  var longTests: boolean;
}

/** Number of random scans and typings. */
export const MANY = globalThis.longTests ? 10_000 : 400;

// Load the module first: the virtual clock does not wait for a dynamic import.
await loadScanReading();

/** Records the events that reach the page's listeners on `window` behind the wedge. */
export class WedgePage {
  form = document.createElement('form');
  fields = [
    document.createElement('input'),
    document.createElement('input'),
    document.createElement('textarea'),
  ] as const;
  heard: string[] = [];
  texts: string[] = [];
  disarms: DisarmReason[] = [];
  problems: WedgeProblem[] = [];
  clock = new VirtualClock();
  wedge: Wedge;
  #listening = new AbortController();

  constructor(options: Partial<WedgeOptions> = {}) {
    this.form.append(...this.fields);
    document.body.append(this.form);
    this.wedge = new Wedge({
      onCode: (text) => this.texts.push(text),
      onDisarm: (why) => this.disarms.push(why),
      onStatus: (_, problem) => problem && this.problems.push(problem),
      clock: this.clock,
      ...options,
    });
    const { signal } = this.#listening;
    for (const type of HEARD) {
      window.addEventListener(type, (event) => this.heard.push(`${event.type}`), { capture: true, signal });
    }
    this.form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.fields[0].focus();
  }

  play(text: string, scanner: Scanner, rng: Random): void {
    play(scan(text, scanner, rng), document, this.clock);
    this.clock.advance(2000);
  }

  get written(): string {
    return this.fields.map((field) => field.value).join('');
  }

  close(): void {
    this.wedge.dispose();
    this.#listening.abort();
    this.form.remove();
  }
}

export const CODE = 'https://www.gosuslugi.ru/m5/AbCdEf-Gh_Ij01289?p=f';
