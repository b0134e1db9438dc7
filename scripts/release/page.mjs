// The release page: a list of files by audience.

/** @param {string} version @param {{ repository: string, securityContact: string }} owner */
export const releasePage = (version, owner) => `# cid-elements ${version}

| Кому | Файл |
|---|---|
| Сайт библиотеки, кафедра без Koha: без Node, по FTP | \`cid-elements-site-${version}.zip\` |
| Koha 22.05 и новее: «Управление плагинами → Загрузить» | \`cid-elements-koha-${version}.kpz\` |
| WordPress 6.1 и новее: «Плагины → Добавить → Загрузить» | \`cid-elements-wordpress-${version}.zip\` |
| Разработчику страниц и АБИС: команда ниже | \`npm/*.tgz\` |
| Проверить целостность | \`SHA256SUMS\` (\`sha256sum -c SHA256SUMS\`), \`sri.json\` |
| Состав и лицензии | \`sbom.cyclonedx.json\`, \`licences/\` в архивах |

| For whom | File |
|---|---|
| The library's site, a desk without Koha: no Node, by FTP | \`cid-elements-site-${version}.zip\` |
| Koha 22.05 or newer: “Manage plugins → Upload plugin” (older: the paste-in files in the site zip) | \`cid-elements-koha-${version}.kpz\` |
| WordPress 6.1 or newer: “Plugins → Add New → Upload” | \`cid-elements-wordpress-${version}.zip\` |
| A developer of pages or of an ILS: the command below | \`npm/*.tgz\` |
| To check integrity | \`SHA256SUMS\` (\`sha256sum -c SHA256SUMS\`), \`sri.json\` |
| Contents and licences | \`sbom.cyclonedx.json\`, \`licences/\` in the archives |

The packages need each other: name all at once (Пакеты нужны друг другу: назовите все сразу). For a gateway add
\`./npm/cid-elements-gateway-${version}.tgz\`.

\`\`\`sh
npm install ./npm/cid-elements-core-${version}.tgz ./npm/cid-elements-qr-decoder-${version}.tgz ./npm/cid-elements-scanning-${version}.tgz ./npm/cid-elements-elements-${version}.tgz
\`\`\`

Source: ${owner.repository}. Security reports: ${owner.securityContact}.
`;
