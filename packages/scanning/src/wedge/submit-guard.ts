/**
 * Prevents barcode and patron searches from being submitted with the rest of a Digital ID code. An ILS
 * reloads its page at every checkout. A scan across the reload loses its beginning, so the passive guard
 * cannot recognise the rest. This file has no imports and a few hundred bytes, so that a page can load it
 * before its own scripts. It applies no regular expression to a value: a match would leave the value in
 * `RegExp.$_`.
 */

export interface SubmitGuardOptions {
  /** Called once per scan to inform the clerk, for example by {@link showErasedLine}. */
  readonly notify: () => void;
}

/** The next key or terminator of the same scan arrives within this time. */
const TAIL_MS = 600;
const NOTICE_MS = 8_000;
/** A single letter submitted this soon after the page load is the last key of a scan across the reload. */
const RELOAD_MS = 2_000;

/** The same keys under a Russian and a US layout: those of a code's punctuation and host name. */
const RUSSIAN = 'ь.,зпщыгдш';
const LATIN = 'm/?pgosuli';

/** Name parts of strict fields, which hold a number or a person's name but never an address. */
const STRICT = ['barcode', 'borrower', 'patron', 'member', 'cardnumber'];

function asLatin(value: string): string {
  let text = '';
  for (const char of value.toLowerCase()) {
    const key = RUSSIAN.indexOf(char);
    text += key < 0 ? char : LATIN.charAt(key);
  }
  return text;
}

function hasPath(text: string): boolean {
  for (let at = text.indexOf('/m'); at >= 0; at = text.indexOf('/m', at + 1)) {
    let end = at + 2;
    while (text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
    if (end > at + 2 && text.charAt(end) === '/') return true;
  }
  return false;
}

/**
 * Whether a value contains the path or the end of a code, under any layout and Caps Lock. In a strict field
 * an equals sign suffices (the end of a code that lost its question mark), and so does the host name of a
 * truncated code.
 */
export function holdsCodeRemains(value: string, strict: boolean): boolean {
  return isCodePiece(asLatin(value), strict) || (strict && asLatin(value).includes('gosuslugi'));
}

/** The same without the host name: during input the passive guard decides about it. */
function isCodePiece(text: string, strict: boolean): boolean {
  return hasPath(text) || text.includes(strict ? '=' : '?p=');
}

function isLetter(value: string): boolean {
  return value.length === 1 && value.toLowerCase() !== value.toUpperCase();
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function isStrict({ name, id }: TextField): boolean {
  return STRICT.some((word) => name.includes(word) || id.includes(word));
}

/** A textarea is guarded only if it is strict: a note may contain an address, a list of barcodes may not. */
function isGuarded(field: unknown): field is TextField {
  return field instanceof HTMLTextAreaElement
    ? isStrict(field)
    : field instanceof HTMLInputElement && ['text', 'search'].includes(field.type);
}

/**
 * Shows one line over the page for a few seconds, with styles that neither the page's CSS nor its CSP
 * affects.
 */
export function showErasedLine(): void {
  const line = document.createElement('div');
  line.setAttribute('role', 'alert');
  line.style.cssText =
    'position:fixed;inset:auto 0 1em;margin:auto;width:fit-content;max-width:90%;padding:.75em 1em;border:2px solid;background:Canvas;color:CanvasText;z-index:2147483647';
  document.body.append(line);
  line.textContent = document.documentElement.lang.startsWith('en')
    ? 'That was a Digital ID code. It was erased and sent nowhere.'
    : 'Это был код Цифрового ID. Он стёрт и никуда не отправлен.';
  setTimeout(() => line.remove(), NOTICE_MS);
}

/** Installs the listeners of this page. Idempotent. */
export function installSubmitGuard({ notify }: SubmitGuardOptions): void {
  const installed = Symbol.for('cid-submit-guard');
  if (Reflect.has(window, installed)) return;
  Reflect.set(window, installed, true);
  const reloadUntil = performance.now() + RELOAD_MS;
  let tailUntil = Number.NEGATIVE_INFINITY;
  let tailField: unknown;

  /**
   * Empties fields with a piece of a code, and strict fields while its last keys arrive. Returns whether any
   * was.
   */
  const clean = (fields: Iterable<unknown>, now: number, holds: typeof holdsCodeRemains): boolean => {
    const inTail = now < tailUntil;
    let found = false;
    for (const field of fields) {
      if (!isGuarded(field)) continue;
      const strict = isStrict(field);
      if (!(inTail && (strict || field === tailField)) && !holds(field.value, strict)) continue;
      field.value = '';
      tailField = field;
      found = true;
    }
    if (!found) return false;
    if (!inTail) notify();
    tailUntil = now + TAIL_MS;
    return true;
  };
  const watch = (type: string, handle: (event: Event) => boolean) =>
    window.addEventListener(
      type,
      (event) => {
        if (!handle(event)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );

  // Autocomplete would send the value before the form is submitted.
  watch('input', ({ target, timeStamp }) =>
    clean([target], timeStamp, (value, strict) => isCodePiece(asLatin(value), strict)),
  );
  watch('submit', ({ target, timeStamp }) =>
    clean(
      (target as HTMLFormElement).elements,
      timeStamp,
      (value, strict) =>
        holdsCodeRemains(value, strict) || (strict && timeStamp < reloadUntil && isLetter(value)),
    ),
  );
  // `form.submit()` fires no submit event, but it does fire formdata.
  watch('formdata', (event) => {
    const { formData, target } = event as FormDataEvent;
    for (const field of (target as HTMLFormElement).elements)
      if (isGuarded(field) && holdsCodeRemains(field.value, isStrict(field))) formData.set(field.name, '');
    return false;
  });
}
