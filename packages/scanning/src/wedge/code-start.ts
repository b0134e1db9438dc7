/** Recognises a Digital ID code by its beginning, under every layout. */
import { alignStart } from './distortion.js';
import { interpret, type Key, readings } from './interpret.js';
import { invertCase, toMojibake, usToRuMac, usToRuPc } from './layouts.js';

/** Whether text that arrived in one event (paste, remote desktop) begins as a Digital ID code. */
export function isCodeText(text: string, starts: readonly string[], prefix: string): boolean {
  const { kind } = interpret([{ text, gap: 0 }], starts, prefix);
  return kind === 'code' || kind === 'distorted';
}

/**
 * Index of the first key of a damaged start that the last key completes. Undefined if there is none.
 *
 * @param isScan whether the keys from an index on have a scanner's timing
 */
export function findDamagedStart(
  keys: readonly Key[],
  starts: readonly string[],
  isScan: (from: number) => boolean,
): number | undefined {
  for (const reading of readings(keys)) {
    if (reading.length !== keys.length) continue;
    for (const start of starts) {
      const found = alignStart(reading, start);
      if (found && found.edits > 0 && isScan(found.from)) return found.from;
    }
  }
  return undefined;
}

/** The texts as they may arrive: under each layout, with Caps Lock, and with UTF-8 read as CP1251. */
export function formsUnderLayouts(texts: readonly string[]): string[] {
  const forms = new Set<string>();
  for (const text of texts) {
    for (const typed of [text, usToRuPc(text), usToRuMac(text)]) {
      if (typed === undefined) continue;
      for (const cased of [typed, invertCase(typed)]) {
        forms.add(cased);
        if (typed !== text) forms.add(toMojibake(cased));
      }
    }
  }
  return [...forms];
}
