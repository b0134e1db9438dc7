/** `GET /enrol`: a page with a form for the one-time code of a workstation. It loads no other resources. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
label { display: block; font-weight: 600; }
input, button { box-sizing: border-box; width: 100%; min-height: 3rem; margin-top: 0.5rem; padding: 0.5rem 0.75rem; font: inherit; border: 2px solid; border-radius: 0.5rem; }
input { font-family: ui-monospace, monospace; letter-spacing: 0.1em; text-transform: uppercase; }
button { font-weight: 600; color: Canvas; background: CanvasText; border-color: CanvasText; cursor: pointer; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

const SCRIPT = `
const form = document.querySelector('form');
const say = (text) => { document.querySelector('[role=status]').textContent = text; };
const WORDS = {
  204: 'Рабочее место зарегистрировано. Страницу можно закрыть.',
  403: 'Эту страницу открыли не с адреса шлюза. Попросите администратора дать верный адрес.',
  410: 'Код неверный, уже использован или устарел. Попросите у администратора новый.',
  429: 'Слишком много неверных кодов. Подождите десять минут и попросите новый код.',
};
if (!isSecureContext) say('Откройте эту страницу по адресу, который начинается с https://. Иначе браузер не запомнит рабочее место.');
else form.hidden = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  say('Регистрация…');
  let status = 0;
  try {
    const response = await fetch('v1/enrolments', {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: form.elements.code.value.trim() }),
      signal: AbortSignal.timeout(10000),
    });
    status = response.status;
  } catch {}
  say(WORDS[status] ?? 'Шлюз не ответил. Попробуйте ещё раз с тем же кодом.');
  button.disabled = false;
  if (status === 204) form.hidden = true;
});
`;

const PAGE = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Регистрация рабочего места</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Регистрация рабочего места</h1>
<p>Одноразовый код даёт администратор шлюза. Он действует десять минут и один раз. После регистрации этот браузер сможет проверять Цифровой ID.</p>
<form hidden autocomplete="off">
<label for="code">Одноразовый код</label>
<input id="code" name="code" maxlength="64" autocapitalize="characters" spellcheck="false" required>
<button type="submit">Зарегистрировать</button>
</form>
<p role="status"></p>
<noscript><p>Для регистрации нужен JavaScript.</p></noscript>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export async function enrolPage(scope: FastifyInstance, { region }: Context): Promise<void> {
  if (region.workstations === undefined) return;
  scope.get('/enrol', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .headers({
        'cache-control': 'no-cache',
        'content-security-policy': POLICY,
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      })
      .type('text/html; charset=utf-8')
      .send(PAGE),
  );
}
