/** The host page: a fictitious circulation desk. It uses a single event of the check, `cid-done`. */
const CHANNEL = 'cid-training';
const TITLES = [
  'А. С. Пушкин. Капитанская дочка',
  'Н. В. Гоголь. Вечера на хуторе',
  'А. П. Чехов. Вишнёвый сад',
  'И. С. Тургенев. Записки охотника',
  'Н. С. Лесков. Левша',
  'Л. Н. Толстой. Детство',
];
const DAYS = { usual: 14, benefit: 30 };

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const check = byId('check');
const barcode = /** @type {HTMLInputElement} */ (byId('barcode'));
const note = byId('loan-note');
let days = DAYS.usual;

// ---- loans ----

/** @param {number} count */
function dueDate(count) {
  const due = new Date(Date.now() + count * 86_400_000);
  return new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeZone: 'Europe/Moscow' }).format(due);
}

/** @param {string} digits */
function lend(digits) {
  const row = document.createElement('tr');
  for (const text of [digits, TITLES[Number(digits) % TITLES.length] ?? '', dueDate(days)]) {
    const cell = document.createElement('td');
    cell.textContent = text;
    row.append(cell);
  }
  byId('loans').prepend(row);
}

byId('loan').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = barcode.value.trim();
  barcode.value = '';
  barcode.focus();
  // The input is not echoed, because it may be a code.
  const known =
    text.length >= 5 && text.length <= 14 && [...text].every((char) => char >= '0' && char <= '9');
  if (known) lend(text);
  note.textContent = known
    ? 'Книга выдана'
    : text === ''
      ? ''
      : 'Это не штрихкод книги. Для Цифрового ID нажмите F8.';
});
byId('patron').addEventListener('submit', (event) => event.preventDefault());
lend('2000003');

// ---- the check ----

/** @param {boolean} accepted */
function applyTerms(accepted) {
  days = accepted ? DAYS.benefit : DAYS.usual;
  byId('benefit').textContent = accepted ? 'принята' : 'не отмечена';
  byId('term').textContent = accepted ? '30 дней, льготный' : '14 дней';
}

document.addEventListener('cid-done', (event) => {
  const { result } = /** @type {CustomEvent<{ result: string }>} */ (event).detail;
  applyTerms(result === 'accepted');
  byId('heard').textContent =
    {
      accepted: 'Льгота: принята',
      'not-accepted': 'Льгота: не применяется',
      cancelled: 'Проверка отложена',
      training: 'Тренировка окончена: льгота не применяется',
    }[result] ?? '';
});

/** Chooses the verifier: from the URL, else from the gateway, else the default. */
async function chooseVerifier() {
  const asked = new URLSearchParams(location.search).get('verifier') ?? '';
  const served = await fetch('../readyz', { cache: 'no-store' })
    .then((response) => response.json())
    .then(({ verifier }) => verifier)
    .catch(() => undefined);
  const usual = { training: 'training', max: 'gateway' }[served] ?? 'goskan';
  const verifier = ['goskan', 'gateway', 'training'].includes(asked) ? asked : usual;
  if (served === 'max') byId('to-gateway').textContent = 'Шлюз';
  // Without a gateway (static file server) the training verifier runs in the page.
  if (served === undefined) {
    if (verifier === 'training') check.removeAttribute('gateway');
    byId('to-gateway').textContent = 'Тренировка';
    byId('to-gateway').setAttribute('href', '?verifier=training');
  }
  check.setAttribute('verifier', verifier);
  byId(verifier === 'goskan' ? 'to-goskan' : 'to-gateway').setAttribute('aria-current', 'page');
  if (served === 'training' ? verifier !== 'goskan' : !served && verifier === 'training') train();
}

// ---- training alone: the visitor's phone beside the desk ----

const STEPS = [
  'Выберите льготу и нажмите «Цифровой ID» (F8).',
  'На телефоне посетителя нажмите «Поднести к сканеру».',
  'Сравните лица и ответьте. Готово.',
];

function train() {
  const steps = byId('steps');
  for (const text of STEPS) {
    const item = document.createElement('li');
    item.textContent = text;
    steps.append(item);
  }
  steps.hidden = false;
  const place = byId('phone-place');
  place.hidden = false;
  byId('room').classList.add('with-phone');
  const wide = matchMedia('(min-width: 64rem)');
  const arrange = () => {
    byId('phone-link').hidden = wide.matches;
    const frame = place.querySelector('iframe');
    if (!wide.matches) frame?.remove();
    else if (!frame) {
      const fresh = document.createElement('iframe');
      fresh.title = 'Телефон посетителя, тренировка';
      fresh.src = '../phone/';
      place.append(fresh);
    }
  };
  wide.addEventListener('change', arrange);
  arrange();
  listen();
}

/** Receives a code from a phone in another tab and types it here like a scanner. */
function listen() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', async ({ data }) => {
    if (data === 'desk?') channel.postMessage('desk');
    else if (typeof data?.hold === 'string') {
      // Browsers throttle timers of hidden tabs to one per second.
      if (document.hidden)
        await new Promise((shown) => document.addEventListener('visibilitychange', shown, { once: true }));
      const { holdToScanner } = await import('../dist/training-hand.js');
      await holdToScanner(window, data.hold);
    }
  });
  channel.postMessage('desk');
  document.addEventListener('cid-done', () => channel.postMessage('done'));
}

// Circulation programs put the focus into the barcode field.
barcode.focus();
void chooseVerifier();
