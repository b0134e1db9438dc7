/**
 * The desk on a staff phone inside MAX. MAX's code reader scans the visitor's code. The gateway verifies that
 * MAX opened this page and that the phone is enrolled; then the page works as a normal desk. Nothing is
 * stored.
 */

/**
 * The used part of MAX's bridge. Old versions of the app lack some of it.
 * @typedef {object} Bridge
 * @property {string} [initData]
 * @property {() => void} [ready]
 * @property {() => unknown} [requestScreenMaxBrightness]
 * @property {() => unknown} [restoreScreenBrightness]
 * @property {{ disableScreenCapture?: () => unknown }} [ScreenCapture]
 */

const WORDS = {
  outside:
    'Эта страница работает внутри MAX. Откройте её из бота вашей библиотеки. Бумажный документ можно принять как обычно.',
  offline:
    'Шлюз не отвечает. Проверьте сеть телефона и повторите; бумажный документ можно принять как обычно.',
  stale: 'MAX не подтвердил запуск, или он устарел. Закройте эту страницу и откройте её из бота снова.',
  missing: 'Шлюз не настроен для MAX: администратору нужен CID_MAX_BOT_TOKEN_FILE.',
  foreign: 'Шлюз не принимает эту страницу: администратору нужно проверить учреждение и адреса страниц.',
  busy: 'Слишком много попыток. Подождите и повторите.',
  enrol: 'Этот телефон ещё не зарегистрирован.',
  wrongCode: 'Код неверный, использован или устарел. Попросите новый.',
  enrolled: 'Телефон зарегистрирован.',
  broken: 'Проверка не загрузилась. Примите бумажный документ.',
};

/** Timeout of requests to the gateway, ms. */
const TIMEOUT_MS = 8_000;
/** Timeout for loading the files of the desk, ms. */
const LOAD_TIMEOUT_MS = 15_000;
/** Phases with maximum screen brightness, in which clerk and visitor use the phone together. */
const BRIGHT = ['capture', 'working', 'face'];

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const bridge = () => /** @type {Window & { WebApp?: Bridge }} */ (window).WebApp;

/** Calls an optional bridge function and ignores errors. @param {() => unknown} call */
async function quietly(call) {
  try {
    await call();
  } catch {
    // Optional: the phone stays as it is.
  }
}

/** @param {string} text */
function say(text) {
  byId('message').textContent = text;
}

async function readSettings() {
  const response = await fetch('mini-app.json', { cache: 'no-cache' });
  return /** @type {Record<string, string>} */ (response.ok ? await response.json() : {});
}

/** @param {string} gateway @param {string} path @param {unknown} body */
async function ask(gateway, path, body) {
  return fetch(new URL(path, new URL(gateway, location.href)), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

/** @param {Record<string, string>} settings */
async function begin(settings) {
  const gateway = settings.gateway ?? '../';
  const retry = byId('again');
  retry.hidden = true;
  byId('enrol').hidden = true;
  const initData = bridge()?.initData;
  if (!initData) return say(WORDS.outside);
  /** @type {Response} */
  let response;
  try {
    response = await ask(gateway, 'v1/mini-app', { initData });
  } catch {
    retry.hidden = false;
    return say(WORDS.offline);
  }
  if (response.status === 204) return open(settings);
  if (response.status === 401 && response.headers.has('www-authenticate')) {
    byId('enrol').hidden = false;
    byId('code').focus();
    return say(WORDS.enrol);
  }
  if (response.status === 401 || response.status === 400) return say(WORDS.stale);
  if (response.status === 404) return say(WORDS.missing);
  if (response.status === 403) return say(WORDS.foreign);
  retry.hidden = false;
  return say(response.status === 429 ? WORDS.busy : WORDS.offline);
}

/** @param {Record<string, string>} settings @param {string} code */
async function enrol(settings, code) {
  /** @type {Response} */
  let response;
  try {
    response = await ask(settings.gateway ?? '../', 'v1/enrolments', { code });
  } catch {
    return say(WORDS.offline);
  }
  if (response.status === 204) {
    say(WORDS.enrolled);
    return begin(settings);
  }
  return say(
    response.status === 429 ? WORDS.busy : response.status === 410 ? WORDS.wrongCode : WORDS.offline,
  );
}

/** @param {Record<string, string>} settings */
async function open({ gateway = '../', benefits = 'student large-family age', config }) {
  const late = new Promise((done) => setTimeout(done, LOAD_TIMEOUT_MS, 'late'));
  if ((await Promise.race([customElements.whenDefined('cid-check'), late])) === 'late')
    return say(WORDS.broken);
  say('');
  show();
  // A result must not stay on the screen of a phone that is put away. On most phones closing is reported as
  // `hidden`, but so is MAX's code reader, which covers the page during `capture`: that phase continues.
  document.addEventListener('visibilitychange', () => {
    const phase = byId('desk').firstElementChild?.getAttribute('state');
    if (document.hidden && phase !== 'capture' && phase !== 'working') clear();
  });
  window.addEventListener('pagehide', clear);

  function show() {
    const check = document.createElement('cid-check');
    check.setAttribute('verifier', 'gateway');
    check.setAttribute('sources', 'max');
    check.setAttribute('gateway', gateway);
    check.setAttribute('benefits', benefits);
    if (config !== undefined) check.setAttribute('config', config);
    byId('desk').replaceChildren(check);
    new MutationObserver(() => {
      const bright = BRIGHT.includes(check.getAttribute('state') ?? '');
      void quietly(() =>
        bright ? bridge()?.requestScreenMaxBrightness?.() : bridge()?.restoreScreenBrightness?.(),
      );
    }).observe(check, { attributeFilter: ['state'] });
  }

  function clear() {
    void quietly(() => bridge()?.restoreScreenBrightness?.());
    show();
  }
}

const settings = await readSettings().catch(() => ({}));
byId('enrol').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (byId('code'));
  const code = field.value.trim();
  field.value = '';
  if (code !== '') void enrol(settings, code);
});
byId('again').addEventListener('click', () => void begin(settings));
void quietly(() => bridge()?.ready?.());
// The screen of a check must not be captured or recorded (5.2).
void quietly(() => bridge()?.ScreenCapture?.disableScreenCapture?.());
void begin(settings);
