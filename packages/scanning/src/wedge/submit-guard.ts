/**
 * The last line in the page: no barcode or patron search is submitted with what is left of a Digital ID code. An ILS
 * reloads its page at every checkout; a scan that runs across the reload loses its beginning, so nothing that watches
 * for the beginning of a code can recognise the rest. This file depends on nothing and is a few hundred bytes, so that a
 * page can have it before its own scripts. No regular expression touches a value: a match would leave it in `RegExp.$_`.
 */

export interface SubmitGuardOptions {
  /** Tells the clerk, once a scan; {@link showErasedLine} where the page has no place of its own for it. */
  readonly notify: () => void;
}

/** A scanner's next key, terminator or second terminator comes within this time. */
const TAIL_MS = 600;
const NOTICE_MS = 8_000;
/** A single letter submitted this soon after the page has loaded is the last key of a scan that ran across the reload. */
const RELOAD_MS = 2_000;

/** The keys of a code's signs and of its host, as a Russian layout writes them and as a US layout does. */
const RUSSIAN = 'ь.,зпщыгдш';
const LATIN = 'm/?pgosuli';

/** Fields that only ever hold a number or a person's name; the other fields of a form may hold an address. */
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
 * Whether a value holds a piece of a code: its path or its end, whatever the layout and Caps Lock made of it. In a strict
 * field an equals sign is enough (the end without its Shift or question mark), and so is the host of a code cut short.
 */
export function holdsCodeRemains(value: string, strict: boolean): boolean {
  return isCodePiece(asLatin(value), strict) || (strict && asLatin(value).includes('gosuslugi'));
}

/** The same without the host: while a code is being typed, the passive guard decides after the host. */
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

/** Notes may hold any address; a list of barcodes may not. */
function isGuarded(field: unknown): field is TextField {
  return field instanceof HTMLTextAreaElement
    ? isStrict(field)
    : field instanceof HTMLInputElement && ['text', 'search'].includes(field.type);
}

/** One line over the page for a few seconds. The host's styles and policy do not matter to it. */
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

/** Watches the forms of this page; a second call does nothing. */
export function installSubmitGuard({ notify }: SubmitGuardOptions): void {
  const installed = Symbol.for('cid-submit-guard');
  if (Reflect.has(window, installed)) return;
  Reflect.set(window, installed, true);
  const reloadUntil = performance.now() + RELOAD_MS;
  let tailUntil = Number.NEGATIVE_INFINITY;
  let tailField: unknown;

  /** Empties what holds a code, and every strict field while the rest of its keys arrives; true: keep the event. */
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

  // Suggestions would send what is typed before the form does.
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
  // `form.submit()` fires no submit event, but it asks for the entries.
  watch('formdata', (event) => {
    const { formData, target } = event as FormDataEvent;
    for (const field of (target as HTMLFormElement).elements)
      if (isGuarded(field) && holdsCodeRemains(field.value, isStrict(field))) formData.set(field.name, '');
    return false;
  });
}
