// @ts-check
// Which file is for whom.

/** @param {string} version @param {{ repository: string, securityContact: string }} owner */
export const releasePage = (version, owner) => `# cid-elements ${version}

| Кому | Файл |
|---|---|
| Сайт библиотеки, кафедра без Koha: без Node, по FTP | \`cid-elements-site-${version}.zip\` |
| Koha 22.05 и новее: «Управление плагинами → Загрузить» | \`cid-elements-koha-${version}.kpz\` |
| WordPress 6.1 и новее: «Плагины → Добавить → Загрузить» | \`cid-elements-wordpress-${version}.zip\` |
| Разработчику: \`npm install ./имя.tgz\` | \`npm/*.tgz\` |
| Проверить целостность | \`SHA256SUMS\` (\`sha256sum -c SHA256SUMS\`), \`sri.json\` |
| Состав и лицензии | \`sbom.cyclonedx.json\`, \`licences/\` в архивах |

| For whom | File |
|---|---|
| The library's site, a desk without Koha: no Node, by FTP | \`cid-elements-site-${version}.zip\` |
| Koha 22.05 or newer: “Manage plugins → Upload plugin” (older: the paste-in files in the site zip) | \`cid-elements-koha-${version}.kpz\` |
| WordPress 6.1 or newer: “Plugins → Add New → Upload” | \`cid-elements-wordpress-${version}.zip\` |
| A developer: \`npm install ./name.tgz\` | \`npm/*.tgz\` |
| To check integrity | \`SHA256SUMS\` (\`sha256sum -c SHA256SUMS\`), \`sri.json\` |
| Contents and licences | \`sbom.cyclonedx.json\`, \`licences/\` in the archives |

Source: ${owner.repository}. Security reports: ${owner.securityContact}.
`;
