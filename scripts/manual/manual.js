/** The example on the page of an element: its controls, its state, and the names of what it fires. */
const example = document.getElementById('example');
const fired = document.getElementById('fired');
const state = document.getElementById('state');
const markup = document.getElementById('markup');

/** Kept on screen of the events, the newest first. */
const MOST_EVENTS = 8;

/** Attributes that the page or the element itself sets. */
const OWN = ['id', 'state', 'data-events'];

function show() {
  state.textContent = example.getAttribute('state') ?? '';
  const written = [...example.attributes]
    .filter(({ name }) => !OWN.includes(name))
    .map(({ name, value }) => (value === '' ? ` ${name}` : ` ${name}="${value}"`));
  markup.textContent = `<${example.localName}${written.join('')}></${example.localName}>`;
}

let none = true;
/** Names alone: a value may hold a decoded text, which is never shown. */
function log(event) {
  const keys = Object.keys(event.detail ?? {});
  const line = document.createElement('p');
  line.textContent = `${event.type}${keys.length > 0 ? ` { ${keys.join(', ')} }` : ''}`;
  if (none) fired.replaceChildren();
  none = false;
  fired.prepend(line);
  while (fired.children.length > MOST_EVENTS) fired.lastElementChild.remove();
}
for (const name of example.dataset.events.split(' ').filter(Boolean)) example.addEventListener(name, log);

for (const control of document.querySelectorAll('[data-attribute]'))
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

new MutationObserver(show).observe(example, { attributes: true });
show();
