/** Actions and assertions of the play functions. Expected texts are in the story's language. */
import { type Benefit, DUTIES, type OutcomeKey } from '@cid-elements/core';
import type { CidCheck, CidResult, Texts } from '@cid-elements/elements';
import { en } from '@cid-elements/elements/locales/en';
import { ru as russian } from '@cid-elements/elements/locales/ru';
import type { StoryContext } from '@storybook/web-components-vite';
import { expect, within } from 'storybook/test';
import { all, button, code, filmPhone, seen, until as untilIn, wedge } from '../../tests/support/visitor.js';
import type { Globals } from './stage.js';

export { all, button, code, expect, filmPhone, seen, wedge };

/** The timeout allows for a busy machine. */
export const until = (what: string, true_: () => unknown): Promise<void> => untilIn(what, true_, 25_000);

export interface Scene {
  readonly element: HTMLElement;
  readonly globals: Globals;
  readonly t: Texts;
}

export interface PlayContext {
  readonly canvasElement: HTMLElement;
  readonly globals: StoryContext['globals'];
}

/** Creates an element with attributes, without adding it to a page. */
export function make<T extends HTMLElement = HTMLElement>(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  properties: object = {},
): T {
  const element = document.createElement(tag) as T;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return Object.assign(element, properties);
}

/** The story's element, its globals, and the texts of its language. */
export async function scene({ canvasElement, globals }: PlayContext): Promise<Scene> {
  const element = canvasElement.querySelector<HTMLElement>('.stage > *');
  if (!element) throw new Error('no element in this story');
  const its = globals as Globals;
  return { element, globals: its, t: its.lang === 'en' ? en : russian };
}

export const shows = (element: Element, words: string): Promise<void> =>
  until(`«${words}» is on screen`, () => flat(seen(element)).includes(flat(words)));

/** Collapses whitespace. */
const flat = (text: string): string => text.split(/\s+/).join(' ');

/** Waits for an element with a role and an accessible name. */
export async function role(element: Element, name: string, words: string): Promise<HTMLElement> {
  let found: HTMLElement | undefined;
  await until(`a ${name} named «${words}»`, () => {
    // Queried each time, because nested elements change with the screens.
    const roots: ParentNode[] = [element, ...all(element, '*')].flatMap((one) => one.shadowRoot ?? []);
    for (const root of roots) {
      // `within` also accepts a shadow root, although its type does not.
      const inside = within(root as HTMLElement);
      found ??= inside.queryAllByRole(name, { name: (its) => flat(its).startsWith(flat(words)) })[0];
    }
    return found;
  });
  return found!;
}

export const phase = (element: Element, name: string): Promise<void> =>
  until(`the phase ${name}`, () => element.getAttribute('state') === name);

/**
 * Drives a check from the initial state until a code from a wedge scanner was read and sent to the verifier.
 */
export async function scan({ element, t }: Scene, benefit: Benefit = 'student'): Promise<void> {
  await phase(element, 'choice');
  (await role(element, 'button', t.check.digital)).click();
  await phase(element, 'capture');
  await shows(element, t.scanner.wedgeOn);
  await wedge(await code('right', benefit), 0);
}

/** Passes a new code to an element that verifies. */
export async function verify({ element }: Scene, benefit: Benefit = 'student'): Promise<void> {
  const result = element as CidResult;
  await until('the configuration was read', () => !result.config || result.check.config.gatewayAct);
  result.verify(await code('right', benefit));
}

/** Asserts the face check: nothing positive, both answers, and paper. */
export async function seesFace({ element, t }: Scene): Promise<void> {
  await phase(element, 'face');
  await role(element, 'heading', t.face.title);
  await role(element, 'button', t.face.differs);
  await role(element, 'button', t.check.paper);
  expect(seen(element)).not.toContain(t.outcome.title.confirmed);
}

const labels = (element: Element): string[] =>
  all(element, 'button').map((found) => flat(found.textContent ?? ''));

/** Asserts the outcome: duty, next steps, live text, and the lesson in training. */
export async function seesOutcome(
  { element, globals, t }: Scene,
  outcome: OutcomeKey,
  { discreet = globals.theme === 'discreet', training = globals.theme === 'training' } = {},
): Promise<void> {
  await phase(element, 'result');
  const o = t.outcome;
  if (discreet) {
    await role(element, 'heading', o.ready);
    expect(seen(element)).not.toContain(o.title[outcome]);
    expect(seen(element)).not.toContain(o.advice[outcome]);
    (await role(element, 'button', o.show)).click();
  }
  await role(element, 'heading', o.title[outcome]);
  await shows(element, o.advice[outcome]);
  const { duty } = DUTIES[outcome];
  const box = all(element, '.outcome')[0];
  expect(box?.classList.contains(discreet ? 'neutral' : duty)).toBe(true);
  expect(box?.querySelector('.icon')).not.toBeNull();

  const offered = labels(element).join('|');
  if (DUTIES[outcome].first === 'next') {
    expect(offered).toContain(t.check.next);
    // After a success there is no action to refuse or to postpone.
    for (const refusal of [o.again, o.againGoskan, o.later, t.check.leave, t.paper.decline])
      expect(offered).not.toContain(refusal);
  } else {
    // Never a refusal: again, paper or later.
    expect(offered).toContain(t.check.paper);
    expect(offered).toContain(o.later);
    expect(offered.includes(o.again) || offered.includes(o.againGoskan)).toBe(true);
  }
  expect(offered).toContain(o.pause);
  expect(all(element, '[data-focus]')).toHaveLength(1);

  const live = all(element, '.live')
    .map((region) => region.textContent)
    .join(' ');
  expect(live).toContain(o.title[outcome]);
  if (training) await shows(element, t.practice[outcome]);
  else expect(seen(element)).not.toContain(t.practice[outcome]);
  expect(seen(element).includes(t.training.word)).toBe(training);
  if (discreet) {
    (await role(element, 'button', o.hide)).click();
    await role(element, 'heading', o.ready);
    expect(seen(element)).not.toContain(o.title[outcome]);
  }
}

/** Whether the focus is inside the element. */
export const focusInside = (element: CidCheck | HTMLElement): boolean =>
  document.activeElement === element && element.shadowRoot?.activeElement !== null;

/** Replaces a property for one story. Returns a function that restores it. */
export function stub(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...descriptor });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
}
