/**
 * The speech of Orca during whole checks in Firefox, recorded in `transcript.ru.txt`. After an intended
 * change of texts run with `CID_WRITE_SPEECH=1` and review the diff.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CODE_STEP_MS, trainingCode, type Visitor } from '@cid-elements/core';
import { PATIENCE_MS } from '../support/browser.js';
import { type Served, serve } from '../support/gateway.js';
import { openScreenReader, type ScreenReader } from './orca.js';

const file = fileURLToPath(new URL('../../screen-reader/transcript.ru.txt', import.meta.url));
/** Longer than any interval of countdown announcements. */
const COUNTDOWN_MS = 8_000;
/**
 * Speech that is ignored: Orca's own messages, regions, and the progress message, which depends on the speed.
 */
const ASIDE = /^(leaving |region |Browse mode|Focus mode|Например|Проверяю)/;
const FACE = ['Сравните лицо heading', 'Посетитель похож'];
const CONFIRMED = ['Следующий посетитель', 'Статус подтверждён'];
const READY = ['Показать push button', 'Результат готов'];
/** The focus is restored to the page's field. */
const AT_REST = ['Штрихкод книги entry', 'Проверка окончена'];
const OUTCOME = /подтвержд|Примите|устарел|не найден/i;

let served: Served;
let reader: ScreenReader;
const scenes: Scene[] = [];

before(async () => {
  served = await serve();
  reader = await openScreenReader();
});
after(async () => {
  await reader?.close();
  await served?.close();
  if (process.env.CID_WRITE_SPEECH) writeFileSync(file, scenes.map((scene) => scene.transcript).join('\n'));
});

/** One check, recorded step by step. */
class Scene {
  readonly #title: string;
  readonly #lines: string[] = [];
  readonly #steps: string[][] = [];

  private constructor(title: string) {
    this.#title = title;
  }

  static async open(title: string, address: string, isDiscreet = false): Promise<Scene> {
    await reader.open(`${served.base}desk/${address}`, '#barcode');
    await reader.page.waitForSelector('cid-check[verifier][state="choice"]');
    if (isDiscreet)
      await reader.page.evaluate(() => document.querySelector('cid-check')?.setAttribute('discreet', ''));
    await reader.speech();
    const scene = new Scene(title);
    scenes.push(scene);
    return scene;
  }

  /** Acts, waits for the phase and the expected speech, and returns all lines. */
  async step(
    what: string,
    act: () => void | Promise<void>,
    phase: string,
    expected: readonly string[],
  ): Promise<string[]> {
    await act();
    await reader.page.waitForSelector(`cid-check[state="${phase}"]`, { timeout: PATIENCE_MS });
    // Sorted, because focus and live region are announced in varying order. A fast verifier skips the
    // progress message.
    const spoken = (await reader.speech(expected)).filter((line) => !ASIDE.test(line)).sort();
    this.#steps.push(spoken);
    this.#lines.push(`${what}:`, ...spoken.map((line) => `  ${line}`));
    return spoken;
  }

  async countdownIsSilent(): Promise<void> {
    assert.deepEqual(await reader.speechFor(COUNTDOWN_MS), [], 'the countdown is announced');
  }

  get transcript(): string {
    return `# ${this.#title}\n${this.#lines.join('\n')}\n`;
  }

  end(): void {
    for (const spoken of this.#steps) {
      const sentences = spoken.flatMap((line) =>
        line
          .replace(/ heading level \d/, '')
          .split(/[.?!…]+(?:\s|$)/)
          .filter(Boolean),
      );
      const twice = sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i);
      assert.deepEqual(twice, [], `spoken twice:\n${spoken.join('\n')}`);
    }
    if (!process.env.CID_WRITE_SPEECH)
      assert.ok(readFileSync(file, 'utf8').includes(this.transcript), this.transcript);
  }
}

const press = (key: string) => () => reader.press(key);
const scan = (visitor: Visitor) => async () => {
  // Wait for a code that is valid long enough for a whole check.
  if (CODE_STEP_MS - (Date.now() % CODE_STEP_MS) < 5_000) await sleep(5_100);
  reader.scan(trainingCode(visitor, 'student', Date.now(), String(Math.random())).text);
};

describe('Orca in Firefox', () => {
  it('reads a gateway check', async () => {
    const scene = await Scene.open('gateway', '');
    await scene.step('F8', press('F8'), 'capture', ['Считывание кода heading', 'Наведите сканер']);
    await scene.step('the scanner reads the code', scan('right'), 'face', FACE);
    const spoken = await scene.step('1, the face is the same', press('1'), 'result', CONFIRMED);
    assert.equal(spoken.filter((line) => line.includes('Статус подтверждён')).length, 1);
    await scene.countdownIsSilent();
    await scene.step('1, next visitor', press('1'), 'choice', AT_REST);
    scene.end();
  });

  it('discreet: reads no outcome before it is revealed', async () => {
    const endings: string[][] = [];
    for (const visitor of ['right', 'not-confirmed'] as const) {
      const scene = await Scene.open(`gateway, discreet, ${visitor}`, '', true);
      await scene.step('F8', press('F8'), 'capture', ['Считывание кода heading', 'Наведите сканер']);
      let spoken = await scene.step(
        'the scanner reads the code',
        scan(visitor),
        visitor === 'right' ? 'face' : 'result',
        visitor === 'right' ? FACE : READY,
      );
      if (visitor === 'right')
        spoken = await scene.step('1, the face is the same', press('1'), 'result', READY);
      assert.ok(!spoken.some((line) => OUTCOME.test(line)), spoken.join('\n'));
      endings.push(spoken);
      await scene.countdownIsSilent();
      const shown = await scene.step('1, show', press('1'), 'result', ['push button', 'Тренировка. Статус']);
      assert.ok(
        shown.some((line) => OUTCOME.test(line)),
        shown.join('\n'),
      );
      await scene.step('Esc', press('Escape'), 'choice', AT_REST);
      scene.end();
    }
    assert.deepEqual(endings[0], endings[1]);
  });

  it('reads a Goskan check', async () => {
    const scene = await Scene.open('Goskan', '?verifier=goskan');
    await scene.step('F8', press('F8'), 'working', ['Проверка в Госкане heading']);
    await scene.step('1, Goskan has confirmed', press('1'), 'face', FACE);
    const spoken = await scene.step('1, the face is the same', press('1'), 'result', CONFIRMED);
    assert.equal(spoken.filter((line) => line.includes('Статус подтверждён')).length, 1);
    await scene.countdownIsSilent();
    await scene.step('1, next visitor', press('1'), 'choice', AT_REST);
    scene.end();
  });

  it('reads a paper check', async () => {
    const scene = await Scene.open('paper', '?verifier=goskan');
    await scene.step('F9', press('F9'), 'paper', ['Бумажный документ: Студент heading']);
    await scene.step('1, accepted', press('1'), 'result', ['Следующий посетитель', 'Документ принят']);
    await scene.countdownIsSilent();
    await scene.step('1, next visitor', press('1'), 'choice', AT_REST);
    scene.end();
  });
});
