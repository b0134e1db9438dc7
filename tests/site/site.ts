/** Support: a static server of the repository's root, with gzip as a site has it, a policy if wanted, and its reports. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface Site {
  readonly origin: string;
  /** Reports of the policy, as they came. */
  readonly reports: string[];
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface SiteOptions {
  /** A Content-Security-Policy with `{{nonce}}` in it; the nonce is put into the page as well. */
  readonly policy?: string;
  /** Pages by path, before the files. */
  readonly pages?: Readonly<Record<string, string>>;
}

export async function openSite({ policy, pages = {} }: SiteOptions = {}): Promise<Site> {
  const reports: string[] = [];
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
    if (path === '/csp') {
      let report = '';
      for await (const part of request) report += part;
      reports.push(report);
      response.writeHead(204).end();
      return;
    }
    asked.push(path);
    const nonce = Math.random().toString(36).slice(2);
    try {
      const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
      const file = pages[path] ?? (await readFile(root + path.replace('/cid/dist/', '/dist/'), 'utf8'));
      const body = gzipSync(file.replaceAll('{{nonce}}', nonce), { level: 9 });
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': 'gzip',
        'cache-control': 'no-store',
        ...(policy && {
          'content-security-policy': `${policy.replaceAll('{{nonce}}', nonce)}; report-uri /csp`,
        }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Pages of a PDF that Chromium printed. */
export const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
