// The parts of the benchmark that play clips to a fake camera: time to the text, advice.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAKE_CAMERA, out } from './host.mjs';
import { ms, percent, quantile, say, table } from './report.mjs';

const STYLES = ['plain', 'alpha', 'veil', 'dots', 'round', 'logo', 'inverted', 'ink'];
const DIGITAL_ID = ['dotted', 'lightened', 'alternating'];
const CLIP_SOURCES = ['params', 'random', 'portrait', 'card', 'digital-id-card', 'webcam', 'clip'];

/** The clip of a style, cached. In the older styles one whose still part zxing-wasm can read. */
async function clipOf(host, browser, style, seed) {
  const hash = createHash('sha256');
  for (const name of CLIP_SOURCES) hash.update(readFileSync(new URL(`./${name}.ts`, import.meta.url)));
  const key = hash.digest('hex').slice(0, 12);
  mkdirSync(join(out, 'clips'), { recursive: true });
  const note = join(out, 'clips', `${style}-${seed}.json`);
  if (existsSync(note)) {
    const kept = JSON.parse(readFileSync(note, 'utf8'));
    if (kept.key === key) return kept;
  }
  say(`camera: drawing a clip, ${style}`);
  const page = await host.page(browser, 'camera');
  await page.waitForFunction(() => globalThis.cameraBench);
  for (let n = 0; ; n++) {
    const at = seed * 100 + n;
    const made = await page.evaluate(([s, k]) => globalThis.cameraBench.draw(s, k), [style, at]);
    if (made.readable === null && n < 8 && !DIGITAL_ID.includes(style)) continue;
    await page.context().close();
    const kept = { key, ...made, file: join(out, 'clips', `${style}-${at}.mjpeg`) };
    writeFileSync(note, JSON.stringify(kept));
    return kept;
  }
}

/**
 * Number of clips per style in the full run: more of the Digital ID, because a percentage is reported for it.
 */
const CLIPS_OF_A_DIGITAL_ID = 5;

export async function camera(host, drawer, { quick, seed }) {
  const result = {};
  let loops = [];
  for (const style of [...DIGITAL_ID, ...(quick ? ['plain', 'inverted'] : STYLES)]) {
    const many = DIGITAL_ID.includes(style);
    result[style] = { readable: [], inFocus: [], loops: {} };
    for (let n = 0; n < (many && !quick ? CLIPS_OF_A_DIGITAL_ID : 1); n++) {
      const { file, text, readable, inFocus } = await clipOf(host, drawer, style, seed + 1000 * n);
      const browser = await host.launch([...FAKE_CAMERA, `--use-file-for-fake-video-capture=${file}`]);
      result[style].readable.push(readable);
      result[style].inFocus.push(inFocus);
      for (let run = 0; run < (quick || many ? 1 : 3); run++) {
        const first = await host.page(browser, 'camera');
        await first.waitForFunction(() => globalThis.cameraBench);
        loops = (await first.evaluate(() => globalThis.cameraBench.loops)).filter(
          (name) => name !== 'video only' && (host.hasOurs || !name.startsWith('our')),
        );
        await first.context().close();
        for (const name of loops) {
          const page = await host.page(browser, 'camera');
          await page.waitForFunction(() => globalThis.cameraBench);
          const { ms: time, wrong } = await page.evaluate(
            ([n, t]) => globalThis.cameraBench.time(n, t),
            [name, text],
          );
          await page.context().close();
          result[style].loops[name] ??= { times: [], late: [], wrong: 0 };
          const entry = result[style].loops[name];
          entry.times.push(time);
          entry.late.push(time === null ? Number.POSITIVE_INFINITY : time - 1000 * inFocus);
          entry.wrong += wrong;
        }
      }
      await browser.close();
      say(`camera: ${style}, clip ${n + 1} done`);
    }
  }
  const median = (list) => ms(quantile(list, 0.5));
  const cell = ({ times, wrong }) => {
    // A clip that was never read counts as later than any other.
    const late = quantile(
      times.map((time) => time ?? Number.POSITIVE_INFINITY),
      0.5,
    );
    return `${late === Number.POSITIVE_INFINITY ? 'never' : ms(late)}${wrong ? ` (${wrong} wrong)` : ''}`;
  };
  const within = ({ late }, limit) => percent(late.filter((time) => time <= limit).length, late.length);
  const styles = Object.keys(result);
  table(
    'Fake camera: ms from the stream to the text (median)',
    ['', ...styles],
    [
      ['the clip is in focus from', ...styles.map((s) => median(result[s].inFocus.map((at) => 1000 * at)))],
      [
        'zxing-wasm can read the clip from',
        ...styles.map((s) => median(result[s].readable.filter((at) => at !== null).map((at) => 1000 * at))),
      ],
      ...loops.map((name) => [name, ...styles.map((s) => cell(result[s].loops[name]))]),
    ],
  );
  table(
    'Fake camera: % of the clips read within 1 s / 3 s of being in focus; one never read counts',
    ['', ...styles],
    loops.map((name) => [
      name,
      ...styles.map((s) => [1000, 3000].map((ms) => within(result[s].loops[name], ms)).join(' / ')),
    ]),
  );
  return result;
}

/** The advice that a fault should give, if any; see `CameraAdvice`. */
const ADVICE_OF = {
  far: 'closer',
  near: 'farther',
  defocused: 'focus',
  moving: 'steady',
  dark: 'dark',
  glare: 'glare',
  empty: null,
};
/** Time that each clip of a fault is scanned, and their number per fault and style in the full run. */
const ADVICE_MS = 4000;
const CLIPS_OF_A_FAULT = 3;

/** Whether the advice names the cause, in clips with one fault or without a card. */
export async function advice(host, drawer, { quick, seed }) {
  const page = await host.page(drawer, 'camera');
  await page.waitForFunction(() => globalThis.cameraBench);
  const faults = await page.evaluate(() => globalThis.cameraBench.faults);
  const result = {};
  for (const [index, fault] of faults.entries()) {
    result[fault] = [];
    const styles = quick ? [DIGITAL_ID[index % DIGITAL_ID.length]] : DIGITAL_ID;
    for (const style of styles)
      for (let n = 0; n < (quick ? 1 : CLIPS_OF_A_FAULT); n++) {
        const clip = [style, fault, seed + 1000 * n];
        await page.evaluate((args) => globalThis.cameraBench.drawFault(...args), clip);
        const file = join(out, 'clips', `${fault}-${style}-${clip[2]}.mjpeg`);
        const browser = await host.launch([...FAKE_CAMERA, `--use-file-for-fake-video-capture=${file}`]);
        const player = await host.page(browser, 'camera');
        await player.waitForFunction(() => globalThis.cameraBench);
        result[fault].push(await player.evaluate((ms) => globalThis.cameraBench.advise(ms), ADVICE_MS));
        await browser.close();
      }
    say(`advice: ${fault} done`);
  }
  await page.context().close();
  const counts = Object.entries(result).map(([fault, runs]) => {
    const unread = runs.filter(({ readAt }) => readAt === null);
    const right = unread.filter((run) => run.advice === ADVICE_OF[fault]);
    const none = unread.filter((run) => run.advice === null && ADVICE_OF[fault] !== null);
    return { fault, runs, unread, right, none };
  });
  const sum = (list) => counts.reduce((total, count) => total + count[list].length, 0);
  table(
    `Advice in ${sum('runs')} clips with one fault, or without a card (goal: at least 80 % of those not read)`,
    ['', 'clips', 'read', 'right', 'wrong', 'none', 'right, % of not read', 'ms to the advice', 'changes'],
    [
      ...counts.map(({ fault, runs, unread, right, none }) => [
        fault,
        runs.length,
        runs.length - unread.length,
        right.length,
        unread.length - right.length - none.length,
        none.length,
        percent(right.length, unread.length),
        ms(
          quantile(
            right.map((run) => run.advisedAt),
            0.5,
          ),
        ),
        Math.max(0, ...unread.map((run) => run.changes)),
      ]),
      [
        'all',
        sum('runs'),
        sum('runs') - sum('unread'),
        sum('right'),
        sum('unread') - sum('right') - sum('none'),
        sum('none'),
        percent(sum('right'), sum('unread')),
        '',
        '',
      ],
    ],
  );
  return result;
}
