/** Serves `examples/`, `dist/` and the manual of the repository, and nothing beside them: what `npm start` opens. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastifyStatic, {} from '@fastify/static';
/** The policy of every page. A page may ask its own origin alone. */
export const PAGE_POLICY = {
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
/** The page of `examples/max-mini-app` loads MAX's own bridge, which is not known to support Trusted Types. */
const MINI_APP_POLICY = Object.entries({ ...PAGE_POLICY, 'script-src': ["'self'", 'https://st.max.ru'] })
    .filter(([directive]) => !directive.includes('trusted-types'))
    .map(([directive, values]) => `${directive} ${values.join(' ')}`)
    .join('; ');
/** A worker has the policy of its own response; only there may WebAssembly be compiled. */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
export const PERMISSIONS_POLICY = 'camera=(self), serial=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), hid=(self)';
const TYPES = {
    '.js': 'text/javascript; charset=utf-8',
    '.mjs': 'text/javascript; charset=utf-8',
    '.wasm': 'application/wasm',
};
const MANUAL_TYPES = {
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
};
/** Registers the pages of `root`. Returns the path prefixes that exist. */
export async function servePages(parent, root, verifier) {
    let prefixes = [];
    await parent.register(async (app) => {
        await app.register(helmet, {
            contentSecurityPolicy: { useDefaults: false, directives: { ...PAGE_POLICY } },
            // Served over plain http, or behind a proxy that has its own say about https.
            strictTransportSecurity: false,
            // Browsers ignore these two on a plain-http address of the local network, with a warning on the console.
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
async function serveFolders(app, root, verifier) {
    const options = (folder, prefix) => ({
        root: folder,
        prefix,
        decorateReply: false,
        dotfiles: 'ignore',
        index: ['index.html'],
        redirect: true,
        list: false,
        cacheControl: false,
        suppressWarning: true,
        // Notes for people and compilers are no pages; a real desk has nothing of the training phone.
        allowedPath: (path) => !path.endsWith('.md') &&
            !path.endsWith('tsconfig.json') &&
            !(verifier === 'max' && basename(path).startsWith('training-')),
        setHeaders: (reply, path) => {
            reply.header('cache-control', 'no-cache');
            const type = TYPES[extname(path)];
            if (type)
                reply.header('content-type', type);
            if (type?.startsWith('text/javascript') && basename(path).includes('worker')) {
                reply.header('content-security-policy', WORKER_POLICY);
            }
            if (prefix === '/max-mini-app/')
                reply.header('content-security-policy', MINI_APP_POLICY);
            // The bundle holds nothing secret, and a host page may live on another origin.
            if (prefix === '/dist/')
                reply.header('cross-origin-resource-policy', 'cross-origin');
        },
    });
    const examples = join(root, 'examples');
    const entries = readdirSync(examples, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    const folders = entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        // A desk with a real verifier has no training issuer, and films no cards.
        .filter((name) => !(verifier === 'max' && ['phone', 'capture-kit'].includes(name)));
    const files = entries
        .filter((entry) => entry.isFile() && entry.name !== 'tsconfig.json')
        .map(({ name }) => name);
    const hide = { schema: { hide: true } };
    await app.register(fastifyStatic, { ...options(examples, '/'), serve: false, decorateReply: true });
    for (const name of files)
        app.get(`/${encodeURI(name)}`, hide, (_request, reply) => reply.sendFile(name));
    app.get('/', hide, (_request, reply) => files.includes('index.html')
        ? reply.sendFile('index.html')
        : reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(startPage(folders)));
    for (const name of folders) {
        await app.register(fastifyStatic, options(join(examples, name), `/${name}/`));
        app.get(`/${name}`, hide, (request, reply) => {
            const query = request.url.indexOf('?');
            return reply.redirect(`/${name}/${query < 0 ? '' : request.url.slice(query)}`, 301);
        });
    }
    serveManual(app, root);
    // Compressed is the bundle alone: what a check answers is never mixed with what an attacker may choose (BREACH).
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
/** The manual, where the repository is whole: made at its first request, so that no start waits for it. */
function serveManual(app, root) {
    const maker = join(root, 'scripts/manual.mjs');
    if (!existsSync(maker))
        return;
    let made;
    const files = () => {
        made ??= import(pathToFileURL(maker).href)
            .then(({ manualFiles }) => manualFiles())
            .catch((error) => {
            // A guide that could not be read may be there at the next request.
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
    app.get('/manual/*', hide, async ({ params }, reply) => {
        const content = (await files()).get(params['*']);
        if (content === undefined)
            return reply.callNotFound();
        const type = MANUAL_TYPES[extname(params['*'])] ?? 'text/html; charset=utf-8';
        return reply.header('cache-control', 'no-cache').type(type).send(content);
    });
}
function startPage(folders) {
    const links = folders.map((name) => `<li><a href="/${name}/">${name}</a></li>`).join('');
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>cid-elements</title><h1>cid-elements</h1><ul>${links}</ul></html>`;
}
//# sourceMappingURL=pages.js.map