/** HTTP servers of tests, each on a free port of this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The content type of a file by its extension. A path without one is a page. */
export const contentType = (path: string): string =>
  TYPES[extname(path) || '.html'] ?? 'application/octet-stream';

/** @throws if there is no answer; the client gets 404 */
export type Answer = (url: URL, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface TestServer {
  /** Without a trailing slash. */
  readonly origin: string;
  readonly port: number;
  /** Also closes open connections. */
  close(): Promise<void>;
}

export async function openServer(answer: Answer): Promise<TestServer> {
  const server = createServer(async (request, response) => {
    try {
      await answer(new URL(request.url ?? '/', 'http://test'), request, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The whole body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
