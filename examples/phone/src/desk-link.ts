/**
 * Finds the desk that belongs to this phone: the parent of the frame, the opener of the page, or a desk in
 * another tab. Messages on the channel `cid-training`: `desk?` (request of the phone), `desk` (answer of the
 * desk), `{ hold: text }`, `done` (a check ended with any result). Only training texts are sent this way:
 * this page does not exist with a real verifier.
 */
import { type DeskWindow, holdToScanner, isDesk } from './hold-to-scanner.js';

export const CHANNEL = 'cid-training';

export interface DeskLink {
  /** Holds the code to the scanner. Resolves with false if a scan is still running. */
  hold(text: string): Promise<boolean>;
  /** Whether the desk is on the same screen. */
  readonly beside: boolean;
}

const near = (desk: DeskWindow, beside: boolean): DeskLink => ({
  hold: (text) => holdToScanner(desk, text),
  beside,
});

/** Calls `found` as soon as there is a desk, and `done` whenever a check ends there. */
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
