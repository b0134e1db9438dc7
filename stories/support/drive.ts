/** Hands and eyes of the play functions. What they look for comes from the texts of the language that is shown. */
import { type Benefit, DUTIES, type OutcomeKey } from '@cid-elements/core';
import type { CidCheck, CidResult, Texts } from '@cid-elements/elements';
import { en } from '@cid-elements/elements/locales/en';
import { ru as russian } from '@cid-elements/elements/locales/ru';
import type { StoryContext } from '@storybook/web-components-vite';
import { expect, within } from 'storybook/test';
import { all, button, code, filmPhone, seen, until as untilIn, wedge } from '../../tests/support/visitor.js';
import type { Globals } from './stage.js';

export { all, button, code, expect, filmPhone, seen, wedge };

/** Long enough for a machine that does much else. */
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

/** An element by tag and attributes, before it is in a page. */
export function make<T extends HTMLElement = HTMLElement>(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  properties: object = {},
): T {
  const element = document.createElement(tag) as T;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return Object.assign(element, properties);
}

/** The story's element, its globals, and the words it should say. */
export async function scene({ canvasElement, globals }: PlayContext): Promise<Scene> {
  const element = canvasElement.querySelector<HTMLElement>('.stage > *');
  if (!element) throw new Error('no element in this story');
  const its = globals as Globals;
  return { element, globals: its, t: its.lang === 'en' ? en : russian };
}

export const shows = (element: Element, words: string): Promise<void> =>
  until(`«${words}» is on screen`, () => flat(seen(element)).includes(flat(words)));

/** Spaces of any kind count once. */
const flat = (text: string): string => text.split(/\s+/).join(' ');

/** Waits for a role with a name, as assistive technology finds it. */
export async function role(element: Element, name: string, words: string): Promise<HTMLElement> {
  let found: HTMLElement | undefined;
  await until(`a ${name} named «${words}»`, () => {
    // Elements inside come and go with the screens.
    const roots: ParentNode[] = [element, ...all(element, '*')].flatMap((one) => one.shadowRoot ?? []);
    for (const root of roots) {
      // It searches a shadow root as well as an element; its type names elements alone.
      const inside = within(root as HTMLElement);
      found ??= inside.queryAllByRole(name, { name: (its) => flat(its).startsWith(flat(words)) })[0];
    }
    return found;
  });
  return found!;
}

export const phase = (element: Element, name: string): Promise<void> =>
  until(`the phase ${name}`, () => element.getAttribute('state') === name);

/** From rest to a code that was read and sent to the verifier, by a scanner that types. */
export async function scan({ element, t }: Scene, benefit: Benefit = 'student'): Promise<void> {
  await phase(element, 'choice');
  (await role(element, 'button', t.check.digital)).click();
  await phase(element, 'capture');
  await shows(element, t.scanner.wedgeOn);
  await wedge(await code('right', benefit), 0);
}

/** Hands a fresh code to an element that verifies. */
export async function verify({ element }: Scene, benefit: Benefit = 'student'): Promise<void> {
  const result = element as CidResult;
  await until('the configuration was read', () => !result.config || result.check.config.gatewayAct);
  result.verify(await code('right', benefit));
}

/** The comparison of the face: nothing positive yet, both answers, and paper. */
export async function seesFace({ element, t }: Scene): Promise<void> {
  await phase(element, 'face');
  await role(element, 'heading', t.face.title);
  await role(element, 'button', t.face.differs);
  await role(element, 'button', t.check.paper);
  expect(seen(element)).not.toContain(t.outcome.title.confirmed);
}

const labels = (element: Element): string[] =>
  all(element, 'button').map((found) => flat(found.textContent ?? ''));

/** The outcome with its duty, its ways on, its silence, and what was learnt where it was training. */
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
    // After a success there is no way to refuse, and none to leave it open.
    for (const refusal of [o.again, o.againGoskan, o.later, t.check.leave, t.paper.decline])
      expect(offered).not.toContain(refusal);
  } else {
    // Never a refusal: again, paper, or later.
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

/** Whether the focus is inside an element. */
export const focusInside = (element: CidCheck | HTMLElement): boolean =>
  document.activeElement === element && element.shadowRoot?.activeElement !== null;

/** Replaces a property for one story. Returns the way back. */
export function stub(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...descriptor });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
}
