// SPDX-License-Identifier: GPL-3.0-or-later
/* global wp */
// The blocks in the editor. The preview is rendered by the server and needs no scripts of ours.
void (() => {
  const { blocks, element, serverSideRender } = wp;
  const kinds = {
    info: ['Цифровой ID: памятка', 'info-outline'],
    check: ['Цифровой ID: проверка', 'id'],
  };
  for (const [kind, [title, icon]] of Object.entries(kinds)) {
    const name = `cid-elements/${kind}`;
    blocks.registerBlockType(name, {
      apiVersion: 2,
      title,
      description: 'Название, часы, льготы и способ проверки: «Настройки → Цифровой ID».',
      icon,
      category: 'widgets',
      supports: { html: false, align: ['wide', 'full'] },
      edit: () => element.createElement(serverSideRender, { block: name }),
      save: () => null,
    });
  }
})();
