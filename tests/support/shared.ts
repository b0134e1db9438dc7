/** Browsers and servers shared by the tests of a file. */
import { after } from 'node:test';

interface Closable {
  close(): unknown;
}

const opened: Closable[] = [];

/**
 * Opens a resource for the tests of this file. It is closed after them, in reverse order of opening. Await it
 * before the first test: Node does not run tests that are registered after the earlier ones have ended.
 */
export async function shared<T extends Closable>(opening: Promise<T>): Promise<T> {
  const resource = await opening;
  opened.push(resource);
  return resource;
}

after(async () => {
  for (const resource of opened.reverse()) await resource.close();
});
