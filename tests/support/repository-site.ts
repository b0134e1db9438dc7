/**
 * A static server of the repository with gzip, an optional CSP, and a record of requests and violation
 * reports.
 */
import { readFile } from 'node:fs/promises';
import { normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bodyOf, contentType, openServer } from './server.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Site {
  readonly origin: string;
  /** Bodies of CSP violation reports. */
  readonly reports: string[];
  /** Requested paths. */
  readonly requested: string[];
  close(): Promise<void>;
}

export interface SiteOptions {
  /** A Content-Security-Policy with the placeholder `{{nonce}}`, which is also replaced in the page. */
  readonly policy?: string;
  /** Pages by path, which take precedence over files. */
  readonly pages?: Readonly<Record<string, string>>;
}

export async function openRepositorySite({ policy, pages = {} }: SiteOptions = {}): Promise<Site> {
  const reports: string[] = [];
  const requested: string[] = [];
  const { origin, close } = await openServer(async (url, request, response) => {
    const path = normalize(decodeURIComponent(url.pathname));
    if (path === '/csp') {
      reports.push(await bodyOf(request));
      response.writeHead(204).end();
      return;
    }
    requested.push(path);
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
  return { origin, reports, requested, close };
}

/** Number of pages of a PDF printed by Chromium. */
export const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
