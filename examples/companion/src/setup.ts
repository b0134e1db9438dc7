/**
 * Set-up of the companion: verifier, benefits, last day of the power of attorney, and scanner. Settings are
 * stored only in this browser and contain no personal data.
 */
import { isDate } from '@cid-elements/core';
import type { Key } from '@cid-elements/scanning/wedge/interpret';
import { charOfCode } from '@cid-elements/scanning/wedge/us-layout';
import { judgeScan, type ScannerFinding } from './scanner-test.js';
import { SETUP_WORDS } from './setup-words.js';

/** Storage key of the settings; `companion.js` reads them. */
const KEPT = 'cid-companion';
/** Pause that ends a scan, ms. */
const SILENCE_MS = 1_500;

type Settings = Record<string, string | boolean>;

function find<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is missing`);
  return element;
}

const form = find('setup', HTMLFormElement);
const said = find('said', HTMLElement);
const attorney = find('attorney-until', HTMLInputElement);
const prefix = find('scanner-prefix', HTMLInputElement);
const gateway = find('gateway', HTMLInputElement);
const config = find('config', HTMLInputElement);
const lang = find('lang', HTMLSelectElement);
const scan = find('scan', HTMLElement);
const found = find('found', HTMLElement);

const words = () => SETUP_WORDS[lang.value === 'en' ? 'en' : 'ru'];

function translate(): void {
  const texts: Readonly<Record<string, unknown>> = words();
  document.documentElement.lang = lang.value;
  document.title = words().title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const text = texts[element.dataset.word ?? ''];
    if (typeof text === 'string') element.textContent = text;
  }
}

function readKept(): Settings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}

const boxes = (name: string): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`),
];

function fill(): void {
  const kept = readKept();
  const text = (name: string): string => (typeof kept[name] === 'string' ? kept[name] : '');
  lang.value = kept.lang === 'en' ? 'en' : 'ru';
  for (const box of boxes('verifier')) box.checked = box.value === (text('verifier') || 'goskan');
  const benefits = (text('benefits') || 'student large-family age').split(' ');
  for (const box of boxes('benefit')) box.checked = benefits.includes(box.value);
  attorney.value = text('attorney-until');
  prefix.value = text('scanner-prefix');
  gateway.value = text('gateway') || '../';
  config.value = text('config');
  follow();
}

const verifier = (): string => boxes('verifier').find((box) => box.checked)?.value ?? 'goskan';

/** Shows the fields that the chosen verifier needs. */
function follow(): void {
  find('goskan-part', HTMLElement).hidden = verifier() !== 'goskan';
  find('gateway-part', HTMLElement).hidden = verifier() !== 'gateway';
  find('scanner-part', HTMLElement).hidden = verifier() === 'goskan';
  translate();
}

function chosen(): Settings | undefined {
  const benefits = boxes('benefit').filter((box) => box.checked);
  if (!benefits.length) return undefined;
  const settings: Settings = {
    verifier: verifier(),
    benefits: benefits.map((box) => box.value).join(' '),
    lang: lang.value,
  };
  if (verifier() === 'goskan' && isDate(attorney.value)) settings['attorney-until'] = attorney.value;
  if (verifier() === 'gateway') {
    settings.gateway = gateway.value.trim() || '../';
    if (config.value.trim()) settings.config = config.value.trim();
  }
  if (verifier() !== 'goskan' && prefix.value) settings['scanner-prefix'] = prefix.value;
  return settings;
}

function save(settings: Settings): boolean {
  try {
    localStorage.setItem(KEPT, JSON.stringify(settings));
    return true;
  } catch {
    said.textContent = words().notKept;
    return false;
  }
}

form.addEventListener('change', follow);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const settings = chosen();
  if (!settings) said.textContent = words().noBenefit;
  else if (save(settings)) location.assign('./');
});

find('export', HTMLButtonElement).addEventListener('click', () => {
  const settings = chosen();
  if (!settings) {
    said.textContent = words().noBenefit;
    return;
  }
  const link = document.createElement('a');
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(settings, null, 2)}\n`], { type: 'application/json' }),
  );
  link.href = url;
  link.download = 'companion.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  said.textContent = words().exported;
});

find('reset', HTMLButtonElement).addEventListener('click', () => {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Storage is not available.
  }
  fill();
  found.textContent = '';
  said.textContent = words().forgotten;
});

for (const element of document.querySelectorAll('cid-attorney'))
  element.addEventListener('cid-attorney', (event) => {
    const { until } = (event as CustomEvent<{ until: string }>).detail;
    attorney.value = until;
    said.textContent = words().taken;
  });

// ---- the scanner test ----

let keys: Key[] = [];
let lastAt = 0;
let ended = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function tell(finding: ScannerFinding | undefined): void {
  const t = words();
  found.textContent = '';
  if (!finding) return;
  const lines =
    finding.kind === 'test'
      ? [
          t.works,
          `${t.arrived} ${finding.arrived}`,
          finding.plain ? t.layoutPlain : t.layoutOther,
          t.speed(finding.msPerKey),
          finding.prefix ? t.prefix(finding.prefix) : t.noPrefix,
          t.ending[ended === 'Enter' || ended === 'Tab' ? ended : 'none'],
        ]
      : [t.kinds[finding.kind]];
  for (const line of lines) {
    const row = document.createElement('p');
    row.textContent = line;
    found.append(row);
  }
  if (finding.kind === 'test') prefix.value = finding.prefix;
}

function finish(): void {
  clearTimeout(timer);
  const finding = judgeScan(keys);
  keys = [];
  tell(finding);
}

scan.addEventListener('keydown', (event) => {
  const { key, code, shiftKey, timeStamp, ctrlKey, metaKey } = event;
  // A person uses Tab to move the focus, a scanner as its end key.
  if ((key === 'Tab' && keys.length === 0) || ctrlKey || metaKey) return;
  if (key === 'Enter' || key === 'Tab') {
    event.preventDefault();
    ended = key;
    finish();
    return;
  }
  if ([...key].length !== 1 && key !== 'Dead') return;
  event.preventDefault();
  const us = charOfCode(code, shiftKey);
  const text = key === 'Dead' ? '' : key;
  keys.push({
    text,
    caps: event.getModifierState('CapsLock'),
    gap: keys.length ? timeStamp - lastAt : 0,
    ...(us !== undefined && { us }),
  });
  lastAt = timeStamp;
  ended = '';
  clearTimeout(timer);
  timer = setTimeout(finish, SILENCE_MS);
});
scan.addEventListener('blur', () => {
  clearTimeout(timer);
  keys = [];
});

find('print', HTMLButtonElement).addEventListener('click', () => window.print());
fill();
