/*
 * Цифровой ID у стола выдачи Koha: весь этот файл вставляется в системную настройку IntranetUserJS.
 * Digital ID at Koha's circulation desk: paste this whole file into the system preference IntranetUserJS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later (see LICENSE beside this file; the rest of the project is under MIT)
 */
void (() => {
  // ---- Настройки · Settings -------------------------------------------------------------------------------------

  /** Где на сервере лежит dist/ · where dist/ is on the server. */
  const dist = '/cid/0.1.0/';

  /** Коды подразделений, где это включено; пусто: везде · codes of the branches where it is on; empty: everywhere. */
  const branches = [];

  /** Атрибуты проверки · attributes of the check. */
  const check = {
    verifier: 'goskan',
    benefits: 'student large-family age',
  };

  /**
   * Чем отличается подразделение · what is different at a branch:
   * { CPL: { verifier: 'gateway', gateway: 'https://gateway.library.example/', config: '/cid/library.json' } }.
   */
  const atBranch = {};

  // ---- Дальше менять нечего · nothing to change below ------------------------------------------------------------

  const { nonce } = document.currentScript ?? {};
  const say = (ru, en) => (russian() ? ru : en);
  const clean = (text) => (text ?? '').trim();

  /** A patron's page of 2017 has the language of the patron's letters in `<html lang>`, often "default": the menu tells. */
  function russian() {
    const menu = clean(document.querySelector('#toplevelmenu a')?.textContent);
    return menu ? /[а-яё]/i.test(menu) : !document.documentElement.lang.toLowerCase().startsWith('en');
  }

  /** What Koha prints of the branch the clerk is logged in to, code first; templates differ. */
  function names() {
    const found = [];
    for (const [selector, attribute] of [
      ['[data-logged-in-branch-code]', 'data-logged-in-branch-code'],
      ['.logged-in-branch-code, #logged-in-branch-code'],
      ['#mainform input[name="branch"]', 'value'],
      [
        '.logged-in-branch-name, #logged-in-branch-name, #logged-in-info-full strong, #logged-in-info-full brand',
      ],
    ]) {
      const element = document.querySelector(selector);
      if (element) found.push(clean(attribute ? element.getAttribute(attribute) : element.textContent));
    }
    if (typeof window.loggedInLibrary === 'string') found.unshift(clean(window.loggedInLibrary));
    return found.filter(Boolean);
  }

  /** One line for the clerk; nothing of what was read is in it. */
  function notice(text) {
    document.getElementById('cid-notice')?.remove();
    const line = document.createElement('div');
    line.id = 'cid-notice';
    line.className = 'alert alert-info dialog message';
    line.setAttribute('role', 'status');
    line.textContent = text;
    Object.assign(line.style, {
      position: 'fixed',
      insetInline: '0',
      bottom: '1em',
      marginInline: 'auto',
      inlineSize: 'fit-content',
      maxInlineSize: '90%',
      zIndex: '2000',
    });
    line.addEventListener('click', () => line.remove());
    document.body.append(line);
    setTimeout(() => line.remove(), 10_000);
  }

  /** Keeps codes that nobody waits for out of Koha's fields. */
  function guard(text, prefix = '') {
    const scanner = document.createElement('cid-scanner');
    scanner.hidden = true;
    scanner.sources = 'wedge';
    scanner.guard = true;
    scanner.scannerPrefix = prefix;
    scanner.addEventListener('cid-scan', (event) => {
      event.preventDefault();
      notice(text);
    });
    document.body.append(scanner);
  }

  function mountCheck(anchor, attributes) {
    const element = document.createElement('cid-check');
    element.lang = say('ru', 'en');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.style.marginBlock = '1em';
    const beside = anchor.closest('li, ul') ? anchor.closest('div, aside, section') : anchor;
    beside.after(element);
    // The element's size follows the root's, which old Koha sets to 10px; the column may be 180px narrow.
    const own = Number.parseFloat(getComputedStyle(document.body).fontSize);
    const size = Math.max(13, Math.min(own, element.getBoundingClientRect().width / 15));
    element.style.setProperty('--cid-font-size', `${size}px`);
    if (!window.isSecureContext) {
      element.setAttribute('sources', 'wedge');
      const line = document.createElement('p');
      line.id = 'cid-http';
      line.textContent = say(
        'Koha открыта по http, поэтому камеры здесь нет: работают сканер и Госкан.',
        'Koha is open over http, so there is no camera here: the scanner and Goskan work.',
      );
      element.after(line);
    }
    return element;
  }

  function load(element) {
    const script = document.createElement('script');
    script.src = `${dist}cid-elements.classic.js`;
    if (nonce) script.nonce = nonce;
    script.addEventListener('error', () => {
      console.warn('cid-elements: the bundle did not load; see `dist` at the top of IntranetUserJS.');
      if (element)
        notice(
          say(
            'Цифровой ID не загрузился. Примите бумажный документ.',
            'Digital ID did not load. Accept the paper document.',
          ),
        );
    });
    document.head.append(script);
  }

  function start() {
    if (document.querySelector('cid-check, cid-scanner')) return;
    if (!document.querySelector('input:not([type="hidden"]), textarea')) return;
    const here = names();
    if (branches.length && !branches.some((branch) => here.includes(branch))) return;
    const attributes = { ...check };
    for (const name of [...here].reverse()) Object.assign(attributes, atBranch[name]);

    const anchor =
      document.body.id === 'circ_circulation' && document.querySelector('.patroninfo, .patronbriefinfo');
    const element = anchor ? mountCheck(anchor, attributes) : undefined;
    const prefix = attributes['scanner-prefix'];
    if (!element)
      guard(
        say(
          'Код Цифрового ID не попал в Koha. Проверка открывается на странице выдачи читателю.',
          'The Digital ID code was kept out of Koha. Checks are made on the patron’s checkout page.',
        ),
        prefix,
      );
    else if (attributes.verifier === 'goskan')
      guard(
        say(
          'Сканер здесь не нужен: Цифровой ID проверяет Госкан на вашем телефоне (F8).',
          'The scanner is not needed here: Goskan on your phone checks the Digital ID (F8).',
        ),
        prefix,
      );
    load(element);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
