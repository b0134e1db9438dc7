/**
 * Finds the desk this phone is shown beside: the page around the frame, the page that opened this one, or a desk in
 * another tab. Channel `cid-training`, messages: `desk?` (phone asks), `desk` (desk answers), `{ hold: text }`, `done`
 * (a check ended, whatever came of it).
 * A training text may travel like this; a real one never does: this page does not exist with a real verifier.
 */
import { type DeskWindow, holdToScanner, isDesk } from './hold-to-scanner.js';

export const CHANNEL = 'cid-training';

export interface DeskLink {
  /** Holds the code to the scanner. False: a scan is still under way. */
  hold(text: string): Promise<boolean>;
  /** The desk is on the same screen. */
  readonly beside: boolean;
}

const near = (desk: DeskWindow, beside: boolean): DeskLink => ({
  hold: (text) => holdToScanner(desk, text),
  beside,
});

/** Tells `found` as soon as there is a desk, and `done` whenever a check ended there. */
export function findDesk(found: (link: DeskLink) => void, done: () => void): void {
  const opener = window.opener as Window | null;
  const beside = isDesk(window.parent) ? window.parent : undefined;
  const desk = beside ?? (isDesk(opener) ? opener : undefined);
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    if (data === 'done') done();
    if (data !== 'desk' || desk) return;
    found({
      beside: false,
      hold: async (text) => {
        channel.postMessage({ hold: text });
        return true;
      },
    });
  });
  if (desk) found(near(desk, desk === beside));
  else channel.postMessage('desk?');
}
