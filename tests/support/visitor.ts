/** A desk in the page under test, and the actions of clerk and visitor. */
import '@cid-elements/elements/all';
import { type Benefit, CODE_STEP_MS, type DoneResult, trainingCode, type Visitor } from '@cid-elements/core';
import type { CidCheck } from '@cid-elements/elements';
import encodeQR from 'qr';

export interface Desk {
  readonly check: CidCheck;
  /** The ILS's field, with the focus. */
  readonly field: HTMLInputElement;
  readonly done: { result: DoneResult; benefit?: Benefit }[];
  remove(): void;
}

export const ACT = { title: 'Образец местного акта' };

/** Adds a check beside a focused ILS field. */
export function desk(attributes: Record<string, string>, config?: object): Desk {
  const box = document.createElement('div');
  const field = document.createElement('input');
  const check = document.createElement('cid-check') as CidCheck;
  for (const [name, value] of Object.entries(attributes)) check.setAttribute(name, value);
  if (config) check.config = config;
  const done: Desk['done'] = [];
  box.addEventListener('cid-done', (event) => done.push((event as CustomEvent).detail));
  box.append(field, check);
  document.body.append(box);
  field.focus();
  return { check, field, done, remove: () => box.remove() };
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a condition is true. */
export async function until(what: string, true_: () => unknown, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!true_()) {
    if (performance.now() > end) throw new Error(`did not happen in ${ms} ms: ${what}`);
    await wait(20);
  }
}

/** A code that is valid long enough for a whole check. */
export async function code(visitor: Visitor, benefit: Benefit): Promise<string> {
  const phone = String(Math.random());
  if (CODE_STEP_MS - (Date.now() % CODE_STEP_MS) < 3_000) await wait(3_100);
  return trainingCode(visitor, benefit, Date.now(), phone).text;
}

/** Types a text into the focused element as a wedge scanner does. */
export async function wedge(text: string, msPerKey = 2): Promise<void> {
  const keys = [...text].map((char) => ({ key: char, code: codeOf(char), shiftKey: isShifted(char) }));
  for (const key of [...keys, { key: 'Enter', code: 'Enter', shiftKey: false }]) {
    const target = document.activeElement ?? document.body;
    const init = { ...key, bubbles: true, cancelable: true, composed: true };
    target.dispatchEvent(new KeyboardEvent('keydown', init));
    target.dispatchEvent(new KeyboardEvent('keyup', init));
    await wait(msPerKey);
  }
}

/** Waits until the check is in this phase. */
export const arriveAt = ({ check }: Desk, phase: string): Promise<void> =>
  until(phase, () => check.state === phase);

/** Arms the scanner with one key, then scans while the ILS field has the focus. */
export async function scanAt(desk: Desk, visitor: Visitor, benefit: Benefit = 'student'): Promise<void> {
  await arriveAt(desk, 'choice');
  press('F8');
  await arriveAt(desk, 'capture');
  await until('the scanner is ready', () => seen(desk.check).includes('Сканер готов'));
  desk.field.focus();
  await wedge(await code(visitor, benefit));
}

const SHIFTED = ':?_+"<>{}|~!@#$%^&*()';
const isShifted = (char: string): boolean => (char >= 'A' && char <= 'Z') || SHIFTED.includes(char);

function codeOf(char: string): string {
  if (/[a-zA-Z]/.test(char)) return `Key${char.toUpperCase()}`;
  if (/[0-9]/.test(char)) return `Digit${char}`;
  const codes: Record<string, string> = {
    ':': 'Semicolon',
    '/': 'Slash',
    '?': 'Slash',
    '.': 'Period',
    '-': 'Minus',
    _: 'Minus',
    '=': 'Equal',
  };
  return codes[char] ?? '';
}

export function press(key: string): void {
  const target = deepActive();
  const init = {
    key,
    code: /^\d$/.test(key) ? `Digit${key}` : key,
    bubbles: true,
    cancelable: true,
    composed: true,
  };
  target.dispatchEvent(new KeyboardEvent('keydown', init));
  target.dispatchEvent(new KeyboardEvent('keyup', init));
}

/** Presses a digit once the focus is inside the check. */
export async function act(check: Element, digit: string): Promise<void> {
  await until('the focus is inside', () => document.activeElement === check && deepActive() !== check);
  const screen = (check as CidCheck).state;
  for (let tries = 0; tries < 4 && (check as CidCheck).state === screen; tries++) {
    // Digits immediately after a scan still count as part of it. A person presses later, and again if needed.
    await wait(900);
    if ((check as CidCheck).state === screen) press(digit);
    await wait(250);
  }
}

function deepActive(): Element {
  let active: Element = document.activeElement ?? document.body;
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** All visible text, including shadow roots. */
export function seen(node: Node): string {
  if (node instanceof Element && (node.localName === 'style' || node.hasAttribute('hidden'))) return '';
  const inner =
    node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [...node.childNodes];
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  return inner.map(seen).join(' ');
}

/** The button with this text, including shadow roots. */
export function button(root: Element, words: string): HTMLButtonElement {
  const found = all(root, 'button').find((candidate) => candidate.textContent?.includes(words));
  if (!found) throw new Error(`no button «${words}» on screen`);
  return found as HTMLButtonElement;
}

/** Waits for the button with this text and clicks it. */
export async function click(root: Element, words: string): Promise<void> {
  await until(`the button «${words}»`, () =>
    all(root, 'button').some((candidate) => candidate.textContent?.includes(words)),
  );
  button(root, words).click();
}

export function all(root: Element | ShadowRoot, selector: string): Element[] {
  const here = [...root.querySelectorAll(selector)];
  const inner = [...root.querySelectorAll('*')].flatMap((child) =>
    child.shadowRoot ? all(child.shadowRoot, selector) : [],
  );
  const own = root instanceof Element && root.shadowRoot ? all(root.shadowRoot, selector) : [];
  return [...own, ...here, ...inner];
}

/**
 * Replaces the camera by a canvas that shows a phone: the code over a portrait. Returns a function that
 * restores it.
 */
export function filmPhone(text: () => string): () => void {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d')!;
  const draw = () => {
    context.fillStyle = '#333';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = '#fff';
    context.fillRect(150, 50, 340, 380);
    const rows = encodeQR(text(), 'raw', { ecc: 'medium' });
    const module = 300 / rows.length;
    rows.forEach((row, y) => {
      row.forEach((dark, x) => {
        context.fillStyle = dark ? '#102030' : '#e8d8c8';
        context.fillRect(170 + x * module, 80 + y * module, module + 0.5, module + 0.5);
      });
    });
  };
  draw();
  const timer = setInterval(draw, 100);
  const media = navigator.mediaDevices;
  const own = Object.getOwnPropertyDescriptor(media, 'getUserMedia');
  Object.defineProperty(media, 'getUserMedia', {
    configurable: true,
    value: async () => canvas.captureStream(15),
  });
  return () => {
    clearInterval(timer);
    if (own) Object.defineProperty(media, 'getUserMedia', own);
    else Reflect.deleteProperty(media, 'getUserMedia');
  };
}
