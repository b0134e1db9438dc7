/**
 * The companion desk: one check in a small window beside a library program that is not a web page (ИРБИС64
 * and others). Settings come from `companion.json`, from `setup.html` (stored on this computer) and from the
 * URL; the later source takes precedence. Nothing else is stored.
 */

/** Settings with text values, which become attributes of the check. */
const TEXT = [
  'benefits',
  'verifier',
  'gateway',
  'workstation',
  'config',
  'attorney-until',
  'result-seconds',
  'sources',
  'scanner-prefix',
  'key-check',
  'key-paper',
];
/** Boolean settings; in the URL `?auto-start`, `?discreet=0`. */
const FLAGS = ['discreet', 'auto-start'];

/** Storage key of the settings of `setup.html`. */
const KEPT = 'cid-companion';

const WORDS = {
  ru: {
    title: 'Проверка льготы',
    away: 'Сканер сейчас пишет в другую программу',
    discreet: 'Скрытно',
    setup: 'Настройки',
    course: 'Учебный курс',
    unknown: (names) => `Неизвестные настройки: ${names.join(', ')}`,
    unread: 'Файл companion.json не прочитан: в нём ошибка или он недоступен. Действуют обычные настройки.',
    broken: 'Проверка не загрузилась: рядом нет папки dist. Примите бумажный документ.',
  },
  en: {
    title: 'Benefit check',
    away: 'The scanner now writes into another program',
    discreet: 'Discreet',
    setup: 'Settings',
    course: 'Course',
    unknown: (names) => `Unknown settings: ${names.join(', ')}`,
    unread: 'companion.json was not read: it is faulty or out of reach. The usual settings apply.',
    broken: 'The check did not load: the folder dist is missing. Accept the paper document.',
  },
};

const find = (id) => document.getElementById(id);
const isOn = (value) => !['0', 'false', 'no'].includes(String(value));

async function fromFile() {
  const response = await fetch('companion.json', { cache: 'no-cache' });
  // The file is optional: everything has a default.
  if (response.status === 404) return {};
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const settings = await response.json();
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw new Error('no object');
  return settings;
}

/** Settings stored on this computer. */
function fromSetup() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return typeof kept === 'object' && kept !== null ? ofThisServer(kept) : {};
  } catch {
    return {};
  }
}

/** Settings from the URL. */
const fromAddress = () => ofThisServer(Object.fromEntries(new URLSearchParams(location.search)));

/** Drops URLs of other servers: a link must not decide which gateway judges a check. */
function ofThisServer(asked) {
  for (const name of ['gateway', 'config']) {
    if (asked[name] === undefined) continue;
    let own = false;
    try {
      own = new URL(asked[name], location.href).origin === location.origin;
    } catch {
      // Not a valid URL.
    }
    if (!own) delete asked[name];
  }
  return asked;
}

async function readSettings() {
  let file = {};
  let unread = false;
  try {
    file = await fromFile();
  } catch {
    unread = true;
  }
  const own = { ...file, ...fromSetup(), ...fromAddress() };
  const settings = { discreet: true, ...own };
  const known = [...TEXT, ...FLAGS, 'lang'];
  // First start: the verifier is not configured yet.
  const isFirst = !unread && Object.keys(own).length === 0;
  return {
    settings,
    unread,
    isFirst,
    unknown: Object.keys(settings).filter((name) => !known.includes(name)),
  };
}

/** Whether a scanner in serial or HID POS mode is permitted. It is read without the focus. */
async function hasOwnScanner() {
  try {
    const ports = (await navigator.serial?.getPorts()) ?? [];
    const devices = (await navigator.hid?.getDevices()) ?? [];
    return ports.some(({ readable }) => readable) || devices.some(({ opened }) => opened);
  } catch {
    return false;
  }
}

/** Warns while the window lacks the focus, because then it gets no keys of a keyboard scanner. */
function watchFocus(words) {
  const away = find('away');
  const tell = async () => {
    const text = document.hasFocus() || (await hasOwnScanner()) || document.hasFocus() ? '' : words.away;
    if (away.textContent !== text) away.textContent = text;
  };
  window.addEventListener('focus', tell);
  window.addEventListener('blur', tell);
  void tell();
}

function watchDiscreet(check) {
  const button = find('discreet');
  const tell = () => button.setAttribute('aria-checked', String(check.hasAttribute('discreet')));
  button.addEventListener('click', () => {
    check.toggleAttribute('discreet');
    tell();
  });
  tell();
}

/** Caches the page for offline use. Trusted Types: uses the policy name that the gateway's CSP allows. */
function keepShell() {
  if (!('serviceWorker' in navigator) || !isSecureContext) return;
  const address = 'sw.js';
  const policy = window.trustedTypes?.createPolicy('cid-elements', {
    createScriptURL: (text) => (text === address ? text : ''),
  });
  navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address).catch(() => {});
}

async function start() {
  const { settings, unread, isFirst, unknown } = await readSettings();
  if (isFirst) {
    location.replace('setup.html');
    return;
  }
  const lang = settings.lang === 'en' ? 'en' : 'ru';
  const words = WORDS[lang];
  document.documentElement.lang = lang;
  document.title = words.title;
  document.querySelector('h1').textContent = words.title;
  document.querySelector('#discreet .word').textContent = words.discreet;
  find('to-setup').textContent = words.setup;
  find('to-course').textContent = words.course;

  const check = document.createElement('cid-check');
  for (const name of TEXT) if (settings[name] !== undefined) check.setAttribute(name, String(settings[name]));
  check.toggleAttribute('discreet', isOn(settings.discreet));
  find('desk').append(check);
  watchDiscreet(check);
  watchFocus(words);
  keepShell();

  const trouble = [unread && words.unread, unknown.length && words.unknown(unknown)].filter(Boolean);
  find('trouble').textContent = trouble.join(' ');
  try {
    await import('../dist/cid-elements.js');
    await customElements.whenDefined('cid-check');
  } catch {
    find('trouble').textContent = words.broken;
    return;
  }
  if (settings['auto-start'] === undefined || !isOn(settings['auto-start'])) return;
  const again = () => check.startCheck();
  await check.viewComplete();
  again();
  // After the event, so that the element is in its resting state before the next check begins.
  check.addEventListener('cid-done', () => setTimeout(again));
}

void start();
