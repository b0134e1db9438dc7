/** Serves a host site with our bundle in a folder, and records requests and CSP reports. */
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Benefit, judgeTrainingCode } from '@cid-elements/core';
import { bodyOf, contentType, openServer } from './server.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
// A test can name another folder, because dist/ may be rebuilt during its run.
const DIST = process.env.CID_DIST ?? join(root, 'dist');

/** A copy of the bundle, because it may be rebuilt during a test. */
export const bundle: ReadonlyMap<string, Buffer> = new Map(
  readdirSync(DIST, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(DIST, name))]),
);

/** The name of a bundle file without the version. */
export const plainName = (name: string): string => name.replace(/-\d+\.\d+\.\d+(?=\.\w+$)/, '');

export const lib = (name: string): string => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');

export type Headers = Readonly<Record<string, string>>;

export interface PageOfHost {
  /** The whole page. The path determines its type. */
  readonly body: string;
  readonly headers?: Headers;
}

export interface Site {
  readonly origin: string;
  readonly port: number;
  /** Files by path, including pages. */
  readonly pages: Map<string, PageOfHost>;
  /** Headers of bundle files, by name, or of all of them (`*`). */
  readonly bundleHeaders: Map<string, Headers>;
  /** Requested paths. */
  readonly requested: string[];
  /** CSP violation reports. */
  readonly reports: string[];
  /** Requests to the gateway of this origin. */
  readonly checks: { body: string; headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/**
 * Serves the bundle below `/cid/` (also `/cid/dist/`, as in the guides) and `/cid-copy/`, pages, and a
 * training gateway at `/v1/checks`.
 */
export async function openHostSite(): Promise<Site> {
  const pages = new Map<string, PageOfHost>();
  const bundleHeaders = new Map<string, Headers>();
  const requested: string[] = [];
  const reports: string[] = [];
  const checks: Site['checks'] = [];
  const { origin, port, close } = await openServer(async ({ pathname }, request, response) => {
    const body = await bodyOf(request);
    requested.push(pathname);
    const send = (content: string | Buffer, type: string, headers: Headers = {}) => {
      response.setHeader('content-type', type);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.end(content);
    };
    const [, folder, ...rest] = pathname.split('/');
    const name = rest.at(-1) ?? '';
    const page = pages.get(pathname);
    const file = folder === 'cid' || folder === 'cid-copy' ? bundle.get(name) : undefined;
    if (page) send(page.body, contentType(pathname), page.headers);
    else if (file)
      send(file, contentType(name), { ...bundleHeaders.get('*'), ...bundleHeaders.get(plainName(name)) });
    else if (pathname === '/report') {
      reports.push(body);
      response.end();
    } else if (pathname === '/v1/checks') {
      response.setHeader('access-control-allow-origin', '*');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-headers', 'content-type');
        response.end();
        return;
      }
      checks.push({ body, headers: request.headers });
      let code = '';
      let benefit: Benefit = 'student';
      try {
        ({ code, benefit } = JSON.parse(body));
      } catch {
        // An invalid body is treated as an empty code.
      }
      send(
        JSON.stringify({
          id: crypto.randomUUID(),
          ...judgeTrainingCode(String(code), benefit, Date.now()),
          benefit,
          verifier: 'training',
          checkedAt: new Date().toISOString(),
        }),
        contentType('answer.json'),
      );
    } else {
      response.statusCode = pathname === '/favicon.ico' ? 204 : 404;
      response.end();
    }
  });
  return { origin, port, pages, bundleHeaders, requested, reports, checks, close };
}

export interface Parts {
  /** Attributes of the check. */
  readonly check?: string;
  readonly html?: string;
  readonly head?: string;
  readonly before?: string;
  readonly after?: string;
  /** Markup that loads the bundle; by default a module script at the end. */
  readonly load?: string;
}

export const MODULE = '<script type="module" src="/cid/cid-elements.js"></script>';
export const CLASSIC = '<script src="/cid/cid-elements.classic.js"></script>';

/** A circulation page: a focused barcode field, and the check below it. */
export const circulation = ({ check, html, head, before, after, load }: Parts = {}): string =>
  `<!doctype html><html ${html ?? 'lang="ru"'}><head><meta charset="utf-8"><title>Выдача</title>${head ?? ''}</head>
<body>${before ?? ''}<div id="wrap"><h1>Выдача</h1><form id="circ" action="/circ"><label>Штрихкод <input id="barcode" name="barcode" autofocus></label><button>Выдать</button></form>
<div id="place"><cid-check ${check ?? 'verifier="training"'}></cid-check></div></div>${after ?? ''}${load ?? MODULE}</body></html>`;
