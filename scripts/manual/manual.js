/** The example on the page of an element: its states, its controls and a log of its events. */
import { lead, prepare, reset } from './drive.js';
import { STATES } from './states/index.js';

let example = document.getElementById('example');
const fired = document.getElementById('fired');
const state = document.getElementById('state');
const about = document.getElementById('about');
const shown = document.getElementById('shown');
const markup = document.getElementById('markup');
const controls = [...document.querySelectorAll('[data-attribute]')];

/** Number of events in the log, newest first. */
const MAX_EVENTS = 8;

/** Attributes set by the page or by the element itself. */
const OWN = ['id', 'state', 'data-events'];

/** The initial example. */
const first = example.cloneNode(true);
first.removeAttribute('state');
const states = STATES[example.localName] ?? [];
/** The configuration of the shown state. It is set as a property, so the markup does not contain it. */
let config;

function describe() {
  state.textContent = example.getAttribute('state') ?? '';
  const written = [...example.attributes]
    .filter(({ name }) => !OWN.includes(name))
    .map(({ name, value }) => (value === '' ? ` ${name}` : ` ${name}="${value}"`));
  const property = config ? `\n<!-- config = ${JSON.stringify(config)} -->` : '';
  markup.textContent = `<${example.localName}${written.join('')}></${example.localName}>${property}`;
}
const observer = new MutationObserver(describe);

let none = true;
/** Logs only the names of fields: a value may be a decoded text, which must never be shown. */
function log(event) {
  const keys = Object.keys(event.detail ?? {});
  const line = document.createElement('p');
  line.textContent = `${event.type}${keys.length > 0 ? ` { ${keys.join(', ')} }` : ''}`;
  if (none) fired.replaceChildren();
  none = false;
  fired.prepend(line);
  while (fired.children.length > MAX_EVENTS) fired.lastElementChild.remove();
}

function watch() {
  for (const name of example.dataset.events.split(' ').filter(Boolean)) example.addEventListener(name, log);
  observer.disconnect();
  observer.observe(example, { attributes: true });
  for (const control of controls) {
    const value = example.getAttribute(control.dataset.attribute);
    if (control.type === 'checkbox') control.checked = value !== null;
    else control.value = value ?? '';
  }
  describe();
}

/** Replaces the example by a new one in the named state, or in the initial state without a name. */
async function show(name) {
  const wanted = states.find((one) => one.name === name);
  reset();
  config = wanted?.config;
  const next = first.cloneNode(true);
  if (wanted) {
    for (const { name: its } of [...next.attributes])
      if (!['id', 'lang', 'heading-level', 'data-events'].includes(its)) next.removeAttribute(its);
    prepare(next, wanted);
  }
  example.replaceWith(next);
  example = next;
  shown.value = wanted?.name ?? '';
  about.textContent = wanted?.[document.documentElement.lang] ?? '';
  about.dataset.state = '';
  watch();
  const focused = document.activeElement;
  if (wanted) await lead(next, wanted);
  if (example !== next) return;
  // Keep the focus in the list of states.
  if (focused === shown) shown.focus({ preventScroll: true });
  about.dataset.state = wanted?.name ?? '';
}

for (const control of controls)
  control.addEventListener('change', () => {
    const name = control.dataset.attribute;
    if (control.type === 'checkbox') example.toggleAttribute(name, control.checked);
    else if (control.value === '') example.removeAttribute(name);
    else example.setAttribute(name, control.value);
  });
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());

for (const button of document.querySelectorAll('[data-call]')) {
  const { call, text } = button.dataset;
  button.addEventListener('click', () => (text ? example[call](text) : example[call]()));
}

/** Shows the state named in the URL fragment. */
function follow() {
  const name = /^#state-(.+)$/.exec(location.hash)?.[1];
  if (!name) return;
  document.getElementById('try').scrollIntoView();
  void show(name);
}
shown.addEventListener('change', () => void show(shown.value));
addEventListener('hashchange', follow);
// A second click on the same link causes no `hashchange` event.
for (const link of document.querySelectorAll('a[href^="#state-"]'))
  link.addEventListener('click', () => link.hash === location.hash && follow());

watch();
follow();
