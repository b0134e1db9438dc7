// The parts of the benchmark that need pages of their own: speed, cold start, size, hints.
import { FAKE_CAMERA } from './host.mjs';
import { ms, percent, ratio, say, spread, table } from './report.mjs';

const QUICK_COLD = ['ours-frame', 'zxing-wasm', '@zxing/browser'];
const ZXING_WORKER = 'zxing-wasm in a worker';

/** Our worker and zxing-wasm in a worker, on the same 720p pixels in the same run. */
export async function speed(host, browser, { quick, seed }) {
  const page = await host.page(browser, 'speed');
  const ready = () => page.waitForFunction(() => globalThis.speed);
  await ready();
  const size = quick ? [24, 3] : [63, 5];
  const trips = await page.evaluate(([n, r, s]) => globalThis.speed.trips(n, r, s), [...size, seed]);
  const both = trips.filter((trip) => trip.oursRead && trip.zxingRead);
  const groups = { 'both read': both, 'zxing-wasm fails': trips.filter((t) => !t.zxingRead), all: trips };
  const result = { trips: {}, passes: {}, main: {} };
  for (const [name, list] of Object.entries(groups))
    result.trips[name] = { ours: spread(list.map((t) => t.ours)), zxing: spread(list.map((t) => t.zxing)) };
  table(
    'Round trip of 720p pixels to the worker and back, ms (effort frame)',
    ['', 'n', 'ours', 'p95', 'zxing-wasm', 'p95', 'ratio', 'ratio p95'],
    Object.entries(result.trips).map(([name, { ours, zxing }]) => [
      name,
      ours.n,
      ...[ours.median, ours.p95, zxing.median, zxing.p95].map(ms),
      ratio(ours.median, zxing.median),
      ratio(ours.p95, zxing.p95),
    ]),
  );
  const passes = await page.evaluate(([n, r, s]) => globalThis.speed.passes(n, r, s), [...size, seed]);
  for (const { pass, ms: list } of passes) result.passes[pass] = spread(list);
  const base = result.passes['zxing-wasm'];
  table(
    'Inside a worker, 720p RGBA, ms',
    ['', 'n', 'median', 'p95', 'of zxing-wasm', 'p95', 'more than zxing-wasm, median'],
    Object.entries(result.passes)
      .sort()
      .map(([name, { n, median, p95 }]) => [
        name,
        n,
        ms(median),
        ms(p95),
        ratio(median, base.median),
        ratio(p95, base.p95),
        ms(median - base.median),
      ]),
  );
  const sets = quick ? [84, 112] : [189, 504];
  const unread = await page.evaluate((args) => globalThis.speed.unread(...args), [...sets, 5, seed]);
  result.unread = { ours: spread(unread.map((t) => t.ours)), zxing: spread(unread.map((t) => t.zxing)) };
  const { ours, zxing } = result.unread;
  table(
    'Inside a worker, 720p frames that effort frame does not decode, ms (minimum of 5)',
    ['', 'n', 'median', 'p95', 'p95 ÷ median of zxing-wasm (goal: at most 4)'],
    [
      ['effort frame', ours.n, ms(ours.median), ms(ours.p95), ratio(ours.p95, zxing.median)],
      ['zxing-wasm', zxing.n, ms(zxing.median), ms(zxing.p95), ratio(zxing.p95, zxing.median)],
    ],
  );
  await page.context().close();
  result.main = await mainThread(host, quick);
  return result;
}

const FRAME = 1000 / 30; // ms

/** Main thread time in each 1/30 s, from a trace. */
function perFrame(trace) {
  const events = JSON.parse(trace).traceEvents;
  const mark = (name) => events.find((event) => event.name === name && event.cat?.includes('user_timing'));
  const [from, to] = [mark('bench-from'), mark('bench-to')];
  const bins = new Array(Math.floor((to.ts - from.ts) / 1000 / FRAME)).fill(0);
  for (const { name, ph, ts, dur, pid, tid } of events)
    if (ph === 'X' && name === 'ThreadControllerImpl::RunTask' && pid === from.pid && tid === from.tid) {
      const bin = Math.floor((ts - from.ts) / 1000 / FRAME);
      if (bin >= 0 && bin < bins.length) bins[bin] += dur / 1000;
    }
  return bins;
}

/** Scans Chromium's fake camera without a code, at 1280×720 and 30 fps. */
async function mainThread(host, quick) {
  const browser = await host.launch(FAKE_CAMERA);
  const result = {};
  const scan = async (name, seconds, traced) => {
    const page = await host.page(browser, 'camera');
    await page.waitForFunction(() => globalThis.cameraBench);
    if (traced) await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
    const { longTasks } = await page.evaluate(([n, s]) => globalThis.cameraBench.scan(n, s), [name, seconds]);
    const trace = traced ? await browser.stopTracing() : null;
    await page.context().close();
    return { longTasks, seconds, ...(trace && spread(perFrame(trace.toString()))) };
  };
  const names = [
    'video only',
    ...(host.hasOurs ? ['ours'] : []),
    ZXING_WORKER,
    ...(quick ? [] : ['@zxing/browser']),
  ];
  for (const name of names) result[name] = await scan(name, quick ? 5 : 10, true);
  if (!quick && host.hasOurs) {
    say('speed: ten minutes of scanning, for long tasks');
    result['ours, 10 min'] = await scan('ours', 600, false);
  }
  await browser.close();
  table(
    'Main thread while scanning a camera without a code, ms in each 1/30 s',
    ['', 'median', 'p95', 'long tasks', 'in s'],
    Object.entries(result).map(([name, r]) => [name, ms(r.median), ms(r.p95), r.longTasks, r.seconds]),
  );
  return result;
}

/** Cold start in a new page: time from requesting the engine to its first text, and the bytes fetched. */
async function coldOnce(host, browser, name, slower, settle = 0) {
  const page = await host.page(browser, 'cold');
  await page.waitForFunction(() => globalThis.cold);
  if (slower > 1) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  }
  const answer = await page
    .evaluate((n) => globalThis.cold(n), name)
    .catch(() => ({ ms: Number.NaN, ok: false }));
  // Also counts files fetched after the first text.
  if (settle) await page.waitForTimeout(settle);
  const sent = Object.fromEntries(host.sent);
  await page.context().close();
  return { ...answer, sent };
}

export async function cold(host, browser, names, { quick }) {
  host.brotli = true;
  const result = {};
  const requested = quick ? names.filter((name) => QUICK_COLD.includes(name)) : names;
  const list = [...requested, ...(host.hasOurs ? ['ours in the page'] : []), ZXING_WORKER];
  // The first request fills the server's cache of compressed files.
  for (const name of list) await coldOnce(host, browser, name, 1);
  for (const slower of [1, 4]) {
    const times = Object.fromEntries(list.map((name) => [name, []]));
    for (let run = 0; run < (quick ? 2 : 9); run++)
      for (const name of list) {
        const { ms: time, ok } = await coldOnce(host, browser, name, slower);
        if (ok) times[name].push(time);
      }
    for (const name of list) {
      result[name] ??= {};
      result[name][`x${slower}`] = spread(times[name]);
    }
  }
  host.brotli = false;
  const by = (name, key) => result[name]?.[key].median ?? Number.NaN;
  table(
    'Cold start, ms from asking for the engine to the first text (median; ×4: main thread only, workers run on)',
    ['', 'n', '×1', '×4', 'of zxing-wasm ×1', '×4', 'of it in a worker ×1', '×4'],
    list.map((name) => [
      name,
      result[name].x1.n,
      ms(by(name, 'x1')),
      ms(by(name, 'x4')),
      ...['zxing-wasm', ZXING_WORKER].flatMap((other) => [
        ratio(by(name, 'x1'), by(other, 'x1')),
        ratio(by(name, 'x4'), by(other, 'x4')),
      ]),
    ]),
  );
  return result;
}

export async function size(host, browser, names) {
  host.brotli = true;
  const result = {};
  for (const name of names) result[name] = (await coldOnce(host, browser, name, 1, 1500)).sent;
  host.brotli = false;
  const kB = (bytes) => (bytes / 1000).toFixed(1);
  const total = (files, wasm) =>
    Object.entries(files)
      .filter(([path]) => path.endsWith('.wasm') === wasm)
      .reduce((sum, [, bytes]) => sum + bytes, 0);
  table(
    'Transfer until 1.5 s after the first text, brotli kB (1 kB = 1000 bytes)',
    ['', 'scripts', 'wasm', 'all', 'files'],
    names.map((name) => {
      const [js, wasm] = [total(result[name], false), total(result[name], true)];
      return [name, kB(js), kB(wasm), kB(js + wasm), Object.keys(result[name]).length];
    }),
  );
  for (const name of names.filter((n) => n === 'ours-frame'))
    table(
      'of which ours',
      ['', 'kB'],
      Object.entries(result[name]).map(([path, bytes]) => [path, kB(bytes)]),
    );
  return result;
}

/**
 * Accuracy of the message "I see a code, reading it…": how often a single frame triggers it without a code,
 * and with a code that is not read. The message stays on the screen for a second.
 */
export async function hints(host, browser, { quick, seed }) {
  const page = await host.page(browser, 'page');
  const result = {};
  const frames = {
    negatives: quick ? 1000 : 10_000,
    'digital-id': quick ? 84 : 189,
    synthetic: quick ? 112 : 504,
  };
  for (const [part, count] of Object.entries(frames)) {
    const rows = [];
    for (let at = 0; at < count; at += 20) {
      const indexes = Array.from({ length: Math.min(20, count - at) }, (_, i) => at + i);
      rows.push(
        ...(await page.evaluate(
          ([s, list]) => globalThis.bench.hints(s, list),
          [{ part, count, seed }, indexes],
        )),
      );
      if (at % 200 === 0) say(`hints: ${part}, ${rows.length} of ${count}`);
    }
    const counts = {};
    for (const { labels, hint } of rows)
      for (const label of ['all', ...labels.filter((name) => /^(kind|style|condition) /.test(name))]) {
        counts[label] ??= { nothing: 0, hint: 0, read: 0 };
        counts[label][hint]++;
      }
    result[part] = counts;
    table(
      part === 'negatives'
        ? 'The hint in frames without a code (goal: at most 1 %)'
        : `The hint in frames of ${part} whose code is not read (goal: at least 80 %)`,
      ['', 'frames', 'hint', '%'],
      Object.entries(counts).map(([label, { nothing, hint }]) => [
        label,
        nothing + hint,
        hint,
        percent(hint, nothing + hint),
      ]),
    );
  }
  await page.context().close();
  return result;
}
