/** The training visitor's phone: the portrait, the same portrait with the code, and the choice of visitor. */
import {
  type Benefit,
  CODE_STEP_MS,
  isBenefit,
  trainingCode,
  VISITORS,
  type Visitor,
} from '@cid-elements/core';
import { codeOverPhoto } from '@cid-elements/elements/training/code-picture';
import { PEOPLE, picture, portrait } from '@cid-elements/elements/training/portrait';
import { now, setClock } from './clock.js';
import { type DeskLink, findDesk } from './desk-link.js';
import { SCENARIOS, VISITOR_TEXTS } from './visitors.js';

const byId = <T extends Element = HTMLElement>(id: string): T => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`#${id} is missing`);
  return element as Element as T;
};

const phone = byId('phone');
const code = byId('code');
const hold = byId<HTMLButtonElement>('hold');
const said = byId('said');
const ring = byId<SVGCircleElement>('ring-life');
const seconds = byId('seconds');
const chooser = byId<HTMLDetailsElement>('chooser');

/** Identifies this phone, so that two never show the same code. */
const serial = crypto.getRandomValues(new Uint32Array(2)).join('-');
/** A code is valid once. A second attempt within its 30 s gets a new one, where a real visitor would wait. */
let renewed = 0;
let spent = '';
let visitor: Visitor = 'right';
let benefit: Benefit = 'student';
let desk: DeskLink | undefined;

const isVisitor = (name: string): name is Visitor => (VISITORS as readonly string[]).includes(name);

function readAddress(): void {
  const query = new URLSearchParams(location.search);
  const scenario = query.get('scenario') ?? '';
  const asked = query.get('benefit') ?? '';
  if (isVisitor(scenario)) visitor = scenario;
  else if (isBenefit(scenario)) benefit = scenario;
  if (isBenefit(asked)) benefit = asked;
}

function keepAddress(): void {
  history.replaceState(null, '', `?scenario=${visitor}&benefit=${benefit}`);
}

const codeNow = () => trainingCode(visitor, benefit, now(), `${serial}/${renewed}`);

/** Draws the code if it has changed. */
function showCode(): void {
  const { text } = codeNow();
  if ((code.dataset.code ?? '') === text && code.childElementCount > 0) return;
  if (text === '') {
    delete code.dataset.code;
    code.replaceChildren();
  } else {
    code.dataset.code = text;
    code.replaceChildren(
      codeOverPhoto('Фото с наложенным QR-кодом', PEOPLE[VISITOR_TEXTS[visitor].photo], text),
    );
  }
}

function tick(): void {
  showCode();
  const left = codeNow().until - now();
  ring.setAttribute('stroke-dashoffset', String(100 - (left / CODE_STEP_MS) * 100));
  seconds.textContent = String(Math.max(1, Math.ceil(left / 1000)));
  setTimeout(tick, Math.min(250, Math.max(20, left)));
}

function show(): void {
  const { photo, atDesk, title, note } = VISITOR_TEXTS[visitor];
  phone.dataset.visitor = visitor;
  byId('photo').replaceChildren(
    picture('Фото посетителя в телефоне, рисунок', portrait(PEOPLE[photo], 'photo')),
  );
  byId('at-desk').replaceChildren(
    picture('Посетитель у стойки, рисунок', portrait(PEOPLE[atDesk ?? photo], 'desk')),
  );
  byId('chosen').textContent = title;
  byId('chosen-note').textContent = note;
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
    input.checked = input.name === 'visitor' ? input.value === visitor : input.value === benefit;
  }
  const blank = visitor === 'screenshot';
  const paper = visitor === 'prefers-paper';
  byId('screen').classList.toggle('blank', blank);
  byId('id').hidden = paper;
  byId('away').hidden = !paper;
  byId('life').hidden = blank || paper;
  byId('no-desk').hidden = paper || desk !== undefined;
  hold.disabled = paper || blank;
  said.textContent = '';
  showCode();
}

function choice(name: string, value: string, title: string, note?: string): HTMLLabelElement {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = name;
  input.value = value;
  const words = document.createElement('span');
  const head = document.createElement('b');
  head.textContent = title;
  words.append(head);
  if (note) {
    const small = document.createElement('small');
    small.textContent = note;
    words.append(small);
  }
  label.append(input, words);
  return label;
}

function build(): void {
  for (const { benefit: value, title } of SCENARIOS)
    byId('scenarios').append(choice('benefit', value, title));
  for (const value of VISITORS)
    byId('visitors').append(choice('visitor', value, VISITOR_TEXTS[value].title, VISITOR_TEXTS[value].note));
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (isVisitor(target.value)) visitor = target.value;
    else if (isBenefit(target.value)) benefit = target.value;
    keepAddress();
    show();
  });
  // A click closes the list; choosing with arrow keys keeps it open.
  byId('visitors').addEventListener('click', ({ detail }) => {
    if (detail > 0 && !roomy.matches) chooser.open = false;
  });
}

const roomy = matchMedia('(min-width: 52rem)');
const fold = (): void => {
  chooser.open = roomy.matches;
};

async function holdCode(): Promise<void> {
  if (!desk) return;
  if (code.dataset.code === spent) renewed++;
  showCode();
  const text = code.dataset.code;
  if (!text) return;
  spent = text;
  said.textContent = 'Подносим…';
  const done = await desk.hold(text);
  said.textContent = !done
    ? 'Предыдущий код ещё читается.'
    : desk.beside
      ? 'Код поднесён. Смотрите рабочее место.'
      : 'Код поднесён. Вернитесь к рабочему месту.';
}

document.documentElement.classList.toggle('framed', window.parent !== window);
readAddress();
build();
fold();
roomy.addEventListener('change', fold);
show();
tick();
findDesk(
  (link) => {
    desk = link;
    hold.hidden = false;
    byId('no-desk').hidden = true;
  },
  () => {
    said.textContent = VISITOR_TEXTS[visitor].lesson;
  },
);
hold.addEventListener('click', () => void holdCode());
const wake = (): void => {
  if (!document.hidden) void setClock().then(showCode);
};
document.addEventListener('visibilitychange', wake);
setInterval(wake, 600_000);
wake();
