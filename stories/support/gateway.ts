/**
 * A fake gateway whose URL determines the answer: `scripted/max/expired-code/` answers like a gateway with
 * MAX, `scripted/training/…` like one in training. Other requests go to the network.
 */
import type { Globals } from './stage.js';

const FOLDER = '/scripted/';

/** URL of a gateway with one answer: an outcome, a reason, `wait` (never answers) or `offline`. */
export const scripted = (answer: string, { theme }: Globals): string =>
  `scripted/${theme === 'training' ? 'training' : 'max'}/${answer}/`;

/** Attributes of an element with such a gateway. */
export const asks = (answer: string, globals: Globals): Record<string, string> => ({
  verifier: globals.theme === 'training' ? 'training' : 'gateway',
  gateway: scripted(answer, globals),
});

/** Configuration of an institution whose act permits a gateway. */
export const GATEWAY_CONFIG = {
  ways: ['goskan', 'gateway'],
  gatewayAct: { title: 'Образец местного акта' },
};

let installed = false;

export function scriptGateway(): void {
  if (installed) return;
  installed = true;
  const network = window.fetch;
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const at = url.pathname.indexOf(FOLDER);
    if (at < 0) return network.call(window, input, init);
    const [verifier = '', answer = ''] = url.pathname.slice(at + FOLDER.length).split('/');
    const signal = init?.signal;
    if (answer === 'wait') {
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    }
    if (answer === 'offline') {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
      setTimeout(() => Reflect.deleteProperty(navigator, 'onLine'));
      throw new TypeError('offline');
    }
    const { benefit } = JSON.parse(String(init?.body)) as { benefit: string };
    const whole = answer === 'confirmed' || answer === 'not-confirmed';
    return Response.json({
      id: crypto.randomUUID(),
      outcome: whole ? answer : 'failed',
      ...(!whole && { reason: answer }),
      benefit,
      verifier,
      checkedAt: new Date().toISOString(),
    });
  };
}
