/** Support: browsers and servers that all tests of a file use. */
import { after } from 'node:test';

interface Closable {
  close(): unknown;
}

const opened: Closable[] = [];

/**
 * Opens something for the tests of this file; it is closed after them, the last opened first. To be awaited before the
 * first test: Node does not run a test that is defined after the earlier ones have ended.
 */
export async function shared<T extends Closable>(opening: Promise<T>): Promise<T> {
  const resource = await opening;
  opened.push(resource);
  return resource;
}

after(async () => {
  for (const resource of opened.reverse()) await resource.close();
});
