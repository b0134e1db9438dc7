/** `npm run kit -- library.json out/`: writes the kit of one institution. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '@cid-elements/core/config-reader';
import { infoPage } from '@cid-elements/elements/info/page';
import { Packer } from 'docx';
import { toDocx } from './docx.js';
import { toHtml } from './html.js';
import { isEditable, kitDocuments } from './kit.js';

/**
 * Writes every document of the kit into `folder`. Returns the file names. Throws an error with a one-line
 * message.
 */
export async function writeKit(configFile: string, folder: string): Promise<readonly string[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(configFile, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Error(
      `${configFile}: ${isMissing ? 'the file does not exist' : 'the file is not valid JSON'}.`,
    );
  }
  const { config, problems } = readConfig(value);
  if (problems.length) throw new Error(problems.map((problem) => `${configFile}: ${problem}`).join('\n'));

  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeFile(join(folder, name), content);
    written.push(name);
  };
  await write('site-page.html', (await infoPage(value)).html);
  for (const document of kitDocuments(config)) {
    await write(`${document.name}.html`, toHtml(document));
    if (isEditable(document)) await write(`${document.name}.docx`, await Packer.toBuffer(toDocx(document)));
  }
  return written;
}
