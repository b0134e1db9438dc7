/** Support: a static server of the repository's root, with gzip as a site has it, a policy if wanted, and its reports. */
import { readFile } from 'node:fs/promises';
import { normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bodyOf, contentType, openServer } from './server.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

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

export async function openRepositorySite({ policy, pages = {} }: SiteOptions = {}): Promise<Site> {
  const reports: string[] = [];
  const asked: string[] = [];
  const { origin, close } = await openServer(async (url, request, response) => {
    const path = normalize(decodeURIComponent(url.pathname));
    if (path === '/csp') {
      reports.push(await bodyOf(request));
      response.writeHead(204).end();
      return;
    }
    asked.push(path);
    const nonce = Math.random().toString(36).slice(2);
    const file = pages[path] ?? (await readFile(root + path.replace('/cid/dist/', '/dist/'), 'utf8'));
    const body = gzipSync(file.replaceAll('{{nonce}}', nonce), { level: 9 });
    response.writeHead(200, {
      'content-type': contentType(path),
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
      ...(policy && {
        'content-security-policy': `${policy.replaceAll('{{nonce}}', nonce)}; report-uri /csp`,
      }),
    });
    response.end(body);
  });
  return { origin, reports, asked, close };
}

/** Pages of a PDF that Chromium printed. */
export const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
