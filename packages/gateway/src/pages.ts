/** Serves `examples/`, `dist/` and the manual of the repository for `npm start`, and no other files. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The Content-Security-Policy of every page. A page may connect only to its own origin. */
export const PAGE_POLICY: Readonly<Record<string, string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:', 'mediastream:'],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-src': ["'self'"],
  'frame-ancestors': ["'self'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['lit-html', 'cid-elements', "'allow-duplicates'"],
};

/** `examples/max-mini-app` loads MAX's own script, which is not known to support Trusted Types. */
const MINI_APP_POLICY = Object.entries({ ...PAGE_POLICY, 'script-src': ["'self'", 'https://st.max.ru'] })
  .filter(([directive]) => !directive.includes('trusted-types'))
  .map(([directive, values]) => `${directive} ${values.join(' ')}`)
  .join('; ');

/** A worker gets the CSP of its own response. Only workers may compile WebAssembly. */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

export const PERMISSIONS_POLICY =
  'camera=(self), serial=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), hid=(self)';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

const MANUAL_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Registers the pages of `root`. Returns the path prefixes that exist. */
export async function servePages(
  parent: FastifyInstance,
  root: string,
  verifier: 'training' | 'max',
): Promise<string[]> {
  let prefixes: string[] = [];
  await parent.register(async (app) => {
    await app.register(helmet, {
      contentSecurityPolicy: { useDefaults: false, directives: { ...PAGE_POLICY } },
      // Pages are served over plain http, or behind a proxy that sets HSTS itself.
      strictTransportSecurity: false,
      // On plain http of a local network browsers ignore these two headers and log a warning.
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
    });
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('permissions-policy', PERMISSIONS_POLICY);
    });
    prefixes = await serveFolders(app, root, verifier);
  });
  return prefixes;
}

async function serveFolders(
  app: FastifyInstance,
  root: string,
  verifier: 'training' | 'max',
): Promise<string[]> {
  const options = (folder: string, prefix: string): FastifyStaticOptions => ({
    root: folder,
    prefix,
    decorateReply: false,
    dotfiles: 'ignore',
    index: ['index.html'],
    redirect: true,
    list: false,
    cacheControl: false,
    suppressWarning: true,
    // Do not serve notes and compiler settings. A desk with a real verifier serves no training files.
    allowedPath: (path) =>
      !path.endsWith('.md') &&
      !path.endsWith('tsconfig.json') &&
      !(verifier === 'max' && basename(path).startsWith('training-')),
    setHeaders: (reply, path) => {
      reply.header('cache-control', 'no-cache');
      const type = TYPES[extname(path)];
      if (type) reply.header('content-type', type);
      if (type?.startsWith('text/javascript') && basename(path).includes('worker')) {
        reply.header('content-security-policy', WORKER_POLICY);
      }
      if (prefix === '/max-mini-app/') reply.header('content-security-policy', MINI_APP_POLICY);
      // The bundle holds nothing secret, and a host page may live on another origin.
      if (prefix === '/dist/') reply.header('cross-origin-resource-policy', 'cross-origin');
    },
  });

  const examples = join(root, 'examples');
  const entries = readdirSync(examples, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // With a real verifier there are no training codes and no recording of cards.
    .filter((name) => !(verifier === 'max' && ['phone', 'capture-kit'].includes(name)));
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== 'tsconfig.json')
    .map(({ name }) => name);

  const hide = { schema: { hide: true } };
  await app.register(fastifyStatic, { ...options(examples, '/'), serve: false, decorateReply: true });
  for (const name of files) app.get(`/${encodeURI(name)}`, hide, (_request, reply) => reply.sendFile(name));
  app.get('/', hide, (_request, reply) =>
    files.includes('index.html')
      ? reply.sendFile('index.html')
      : reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(startPage(folders)),
  );
  for (const name of folders) {
    await app.register(fastifyStatic, options(join(examples, name), `/${name}/`));
    app.get(`/${name}`, hide, (request, reply) => {
      const query = request.url.indexOf('?');
      return reply.redirect(`/${name}/${query < 0 ? '' : request.url.slice(query)}`, 301);
    });
  }
  serveManual(app, root);
  // Compress only the bundle: compressed API answers would allow BREACH, because they mix secrets with input.
  await app.register(async (bundle) => {
    await bundle.register(fastifyCompress, {
      encodings: ['br', 'gzip'],
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
      zlibOptions: { level: 9 },
    });
    await bundle.register(fastifyStatic, options(join(root, 'dist'), '/dist/'));
  });
  return ['/dist/', ...folders.map((name) => `/${name}/`)];
}

/**
 * The manual, if the scripts of the repository are present. Generated at the first request to keep the start
 * fast.
 */
function serveManual(app: FastifyInstance, root: string): void {
  const maker = join(root, 'scripts/manual.mjs');
  if (!existsSync(maker)) return;
  let made: Promise<ReadonlyMap<string, string>> | undefined;
  const files = (): Promise<ReadonlyMap<string, string>> => {
    made ??= import(pathToFileURL(maker).href)
      .then(({ manualFiles }) => manualFiles())
      .catch((error) => {
        // Retry at the next request: a missing guide may have been added.
        made = undefined;
        throw error;
      });
    return made;
  };
  const hide = { schema: { hide: true } };
  for (const path of ['/manual', '/manual/', '/manual/ru', '/manual/ru/'])
    app.get(path, hide, (_request, reply) => reply.redirect('/manual/ru/index.html', 302));
  for (const path of ['/manual/en', '/manual/en/'])
    app.get(path, hide, (_request, reply) => reply.redirect('/manual/en/index.html', 302));
  app.get<{ Params: { '*': string } }>('/manual/*', hide, async ({ params }, reply) => {
    const content = (await files()).get(params['*']);
    if (content === undefined) return reply.callNotFound();
    const type = MANUAL_TYPES[extname(params['*'])] ?? 'text/html; charset=utf-8';
    return reply.header('cache-control', 'no-cache').type(type).send(content);
  });
}

function startPage(folders: readonly string[]): string {
  const links = folders.map((name) => `<li><a href="/${name}/">${name}</a></li>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>cid-elements</title><h1>cid-elements</h1><ul>${links}</ul></html>`;
}
