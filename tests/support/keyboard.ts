/** A scanner or a person at the keyboard, simulated with trusted key events (DevTools protocol). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stroke } from '@cid-elements/scanning/testing/scanner-emulator';
import { codeOfChar } from '@cid-elements/scanning/wedge/layouts';
import type { CDPSession, Page } from 'playwright-core';

interface Keyed {
  readonly page: Page;
  readonly cdp: CDPSession;
}

const MODIFIER = { alt: 1, ctrl: 2, shift: 8 };
const NAMED: Record<string, number> = {
  Enter: 13,
  Tab: 9,
  Shift: 16,
  Control: 17,
  Alt: 18,
  Home: 36,
  Escape: 27,
};

function virtualKey({ key, code, text }: Stroke): number {
  const named = NAMED[key];
  if (named !== undefined) return named;
  const us = code.startsWith('Key') ? code.slice(3) : code.startsWith('Digit') ? code.slice(5) : '';
  if (us !== '') return us.charCodeAt(0);
  if (code.startsWith('Numpad')) return 96 + Number(code.slice(6));
  return codeOfChar(text) && text >= 'a' && text <= 'z' ? text.toUpperCase().charCodeAt(0) : 0;
}

/**
 * Sends key strokes with the timestamps of their schedule and without waiting for the page, so that a busy
 * machine does not change the rhythm of the scanner. Returns the largest delay in ms: a scanner never pauses
 * that long within a code.
 */
export async function type({ page, cdp }: Keyed, strokes: readonly Stroke[]): Promise<number> {
  const sent: Promise<unknown>[] = [];
  const { timeOrigin } = performance;
  let due = performance.now();
  let late = 0;
  for (const stroke of strokes) {
    due += stroke.wait;
    if (due - performance.now() > 1) await sleep(due - performance.now());
    late = Math.max(late, performance.now() - due);
    const { kind, key, code, text } = stroke;
    if (kind === 'insert') sent.push(cdp.send('Input.insertText', { text }));
    else if (kind === 'paste') await paste(page, cdp, text);
    else {
      const modifiers =
        (stroke.alt ? MODIFIER.alt : 0) +
        (stroke.ctrl ? MODIFIER.ctrl : 0) +
        (stroke.shift ? MODIFIER.shift : 0);
      const types = kind === 'up';
      const withText = !types && text !== '' && !stroke.alt && !stroke.ctrl;
      sent.push(
        cdp.send('Input.dispatchKeyEvent', {
          type: kind === 'char' ? 'char' : types ? 'keyUp' : withText ? 'keyDown' : 'rawKeyDown',
          key: kind === 'char' ? '' : key,
          code,
          modifiers,
          timestamp: (timeOrigin + due) / 1000,
          windowsVirtualKeyCode: virtualKey(stroke),
          ...(stroke.repeat ? { autoRepeat: true } : {}),
          ...(withText ? { text, unmodifiedText: text } : {}),
        }),
      );
    }
  }
  await Promise.all(sent);
  return late;
}

async function paste(page: Page, cdp: CDPSession, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  const key = { key: 'v', code: 'KeyV', modifiers: MODIFIER.ctrl, windowsVirtualKeyCode: 86 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key, commands: ['paste'] });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
