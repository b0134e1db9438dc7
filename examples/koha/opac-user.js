/*
 * Памятка о Цифровом ID в каталоге Koha: весь этот файл вставляется в системную настройку OPACUserJS. Notes
 * on the Digital ID in Koha's catalogue: paste this whole file into the system preference OPACUserJS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later (see LICENSE beside this file; the rest of the project is under
 * MIT)
 */
void (() => {
  /** Где на сервере лежит dist/ · where dist/ is on the server. */
  const dist = '/cid/dist/';

  const { nonce } = document.currentScript ?? {};

  function start() {
    // Nothing is loaded on pages without the content of opac-main-user-block.html.
    if (!document.querySelector('cid-info')) return;
    const script = document.createElement('script');
    script.src = `${dist}cid-info.classic.js`;
    if (nonce) script.nonce = nonce;
    document.head.append(script);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
