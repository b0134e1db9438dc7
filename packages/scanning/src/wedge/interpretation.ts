/** What tells a scan of a Digital ID code by its beginning, however it arrives. */
import { alignStart } from './distortion.js';
import { interpret, type Key, readings } from './interpret.js';
import { invertCase, toMojibake, usToRuMac, usToRuPc } from './layouts.js';

/** Text that came at once, by paste or from a remote desktop, begins as a code does. */
export function isCodeText(text: string, starts: readonly string[], prefix: string): boolean {
  const { kind } = interpret([{ text, gap: 0 }], starts, prefix);
  return kind === 'code' || kind === 'distorted';
}

/**
 * Index of the key with which a start begins that is complete now, but lost, doubled or unshifted keys, or its beginning.
 *
 * @param isScan the keys from an index on come as a scanner sends them
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

/** Every form a text may have when it arrives: layouts, Caps Lock, code pages. */
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
