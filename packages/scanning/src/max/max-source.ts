/**
 * The code reader of MAX, for a page that runs as a mini-app inside MAX and has loaded MAX's bridge
 * (`https://st.max.ru/js/max-web-app.js`). This module does not load it.
 */

import { listen } from '../listeners.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { withTimeLimit } from '../time-limit.js';

export type MaxProblem =
  /** The page does not run inside MAX or has not loaded its bridge. */
  | 'unsupported'
  /** MAX has no camera permission. */
  | 'denied'
  /**
   * The bridge timed out, in early versions after 10 s even while the user was aiming. Open the reader again.
   */
  | 'timed-out'
  /** Any other error of the bridge. */
  | 'failed';

export type MaxResult = { text: string } | { problem: MaxProblem } | { cancelled: true };

interface Bridge {
  openCodeReader?(fileSelect?: boolean): unknown;
}

const bridge = (): Bridge | undefined => (window as Window & { WebApp?: Bridge }).WebApp;

/** Words in the names, codes and messages of the bridge's errors; the first match decides. */
const WORDS: [string, MaxResult][] = [
  ['timelimit', { problem: 'timed-out' }],
  ['timeout', { problem: 'timed-out' }],
  ['timed out', { problem: 'timed-out' }],
  ['cancel', { cancelled: true }],
  ['close', { cancelled: true }],
  ['abort', { cancelled: true }],
  ['dismiss', { cancelled: true }],
  ['отмен', { cancelled: true }],
  ['support', { problem: 'unsupported' }],
  ['permission', { problem: 'denied' }],
  ['denied', { problem: 'denied' }],
];

/** Time limit of early bridges for their own calls. */
const EARLY_BRIDGE_LIMIT_MS = 10_000;
const EARLY_BRIDGE_SLACK_MS = 1_500;
/** Time limit for a bridge that never answers. */
const ANSWER_LIMIT_MS = 120_000;

function textOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const value = (answer as { value?: unknown } | null | undefined)?.value;
  return typeof value === 'string' ? value : '';
}

function meaningOf(error: unknown, waitedMs: number): MaxResult {
  const { name, code, message, error: inner } = (error ?? {}) as Record<string, unknown>;
  const innerCode = (inner as { code?: unknown } | null | undefined)?.code;
  const words = [error, name, code, message, inner, innerCode]
    .filter((part) => typeof part === 'string')
    .map((part) => part.toLowerCase());
  for (const [word, result] of WORDS) if (words.some((part) => part.includes(word))) return result;
  return {
    problem: Math.abs(waitedMs - EARLY_BRIDGE_LIMIT_MS) < EARLY_BRIDGE_SLACK_MS ? 'timed-out' : 'failed',
  };
}

/** Whether MAX's reader can be opened from this page now. */
export function maxAvailable(): boolean {
  try {
    return typeof bridge()?.openCodeReader === 'function';
  } catch {
    return false;
  }
}

/**
 * Opens MAX's reader without its gallery, because a code expires after 30 s. Requires a user gesture. Never
 * rejects; closing the reader is no error.
 *
 * @param signal when aborted, the result is `{ cancelled: true }` and a late text is dropped. The page cannot
 * close MAX's reader.
 */
export async function readByMax(signal?: AbortSignal): Promise<MaxResult> {
  if (!maxAvailable()) return { problem: 'unsupported' };
  if (signal?.aborted) return { cancelled: true };
  const started = performance.now();
  const aborted = new Promise<MaxResult>((resolve) => {
    listen(signal, { abort: () => resolve({ cancelled: true }) }, { once: true });
  });
  const read = async (): Promise<MaxResult> => {
    try {
      const answer = Promise.resolve(bridge()?.openCodeReader?.(false));
      const text = textOf(await withTimeLimit(answer, ANSWER_LIMIT_MS));
      if (text) return { text };
      // Closed without a code: bridges return null, undefined, '' or { value: '' }.
      return { cancelled: true };
    } catch (error) {
      return meaningOf(error, performance.now() - started);
    }
  };
  return Promise.race([read(), aborted]);
}

/** Opens MAX's reader at each `start()`, which requires a user gesture. Closing the reader is no error. */
export class MaxSource implements CodeSource {
  readonly kind = 'max';
  readonly #options: SourceCallbacks<MaxProblem>;
  #call: AbortController | undefined;

  constructor(options: SourceCallbacks<MaxProblem>) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#call?.abort();
    const call = new AbortController();
    this.#call = call;
    const { onCode, onStatus } = this.#options;
    onStatus?.('reading');
    const result = await readByMax(call.signal);
    if (call.signal.aborted) return;
    if ('problem' in result) onStatus?.('problem', result.problem);
    else {
      onStatus?.('off');
      if ('text' in result) onCode(result.text);
    }
  }

  stop(): void {
    if (!this.#call) return;
    this.#call.abort();
    this.#call = undefined;
    this.#options.onStatus?.('off');
  }

  dispose(): void {
    this.stop();
  }
}
