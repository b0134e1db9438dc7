/**
 * The kit as a page: reads a configuration file and creates the documents in the browser. Nothing is sent.
 */
import { readConfig } from '@cid-elements/core/config-reader';
import { infoPage } from '@cid-elements/elements/info/page';
import type { KitDocument } from './document.js';
import { toHtml } from './html.js';
import { isEditable, kitDocuments } from './kit.js';

/** Time until an object URL is revoked after the start of a download, ms. */
const URL_LIFETIME_MS = 60_000;

function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is missing`);
  return element;
}

function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME_MS);
}

const html = (text: string): Blob => new Blob([text], { type: 'text/html' });

async function docx(one: KitDocument): Promise<Blob> {
  const [{ toDocx }, { Packer }] = await Promise.all([import('./docx.js'), import('docx')]);
  return Packer.toBlob(toDocx(one));
}

const status = find('status', HTMLElement);
const list = find('documents', HTMLUListElement);
const input = find('config', HTMLInputElement);

function button(label: string, title: string, make: () => Promise<void>): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.setAttribute('aria-label', `${label}: ${title}`);
  element.addEventListener('click', () => {
    make().catch(() => {
      status.textContent =
        'Не получилось: часть программы не загрузилась. Обновите страницу и попробуйте снова.';
    });
  });
  return element;
}

function row(title: string, ...buttons: HTMLButtonElement[]): void {
  const item = document.createElement('li');
  const name = document.createElement('span');
  name.textContent = title;
  item.append(name, ...buttons);
  list.append(item);
}

async function show(text: string): Promise<void> {
  list.replaceChildren();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    status.textContent = 'Это не файл настроек: в нём должен быть JSON.';
    return;
  }
  const { config, problems } = readConfig(value);
  if (problems.length) {
    status.textContent = `В файле настроек ошибки: ${problems.join('; ')}`;
    return;
  }
  status.textContent = 'Готово. Черновики перед подписанием должен прочитать юрист.';
  row(
    'Страница для сайта без скриптов',
    button('HTML', 'страница для сайта', async () =>
      save('site-page.html', html((await infoPage(value)).html)),
    ),
  );
  for (const one of kitDocuments(config)) {
    const buttons = [button('HTML', one.title, async () => save(`${one.name}.html`, html(toHtml(one))))];
    if (isEditable(one))
      buttons.push(button('DOCX', one.title, async () => save(`${one.name}.docx`, await docx(one))));
    row(one.title, ...buttons);
  }
}

input.addEventListener('change', () => {
  const file = input.files?.[0];
  if (file) void file.text().then(show);
});
find('without', HTMLButtonElement).addEventListener('click', () => void show('{}'));
