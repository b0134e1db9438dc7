/**
 * The composition root: builds the server from settings, store and region. It does not listen and does not
 * read the environment.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { checkRequest } from '@cid-elements/core/wire';
import cors from '@fastify/cors';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { BadEncoding, readJsonBodies } from './body.js';
import type { GatewayConfig } from './config.js';
import { createGate } from './enrolment/gate.js';
import { errorName, type Log } from './log.js';
import { rawProblem, sendProblem } from './problem.js';
import type { Region } from './region.js';
import { checkRoutes } from './routes/checks.js';
import { countRoutes } from './routes/counts.js';
import { enrolPage } from './routes/enrol-page.js';
import { enrolmentRoutes } from './routes/enrolments.js';
import { healthRoutes } from './routes/health.js';
import { jwksRoutes } from './routes/jwks.js';
import { miniAppRoutes } from './routes/mini-app.js';
import type { OpenStore } from './store/open.js';
import { VERSION } from './version.js';

/**
 * Largest accepted request body, bytes: a code of 2,048 UTF-16 units, all of them escaped, and the other
 * fields.
 */
const REQUEST_LIMIT = 16_384;

/** Time limits for a whole request and for its headers, ms. */
const REQUEST_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 5_000;
const TIMEOUT_CHECK_INTERVAL_MS = 1_000;

/** The parts of a gateway. */
export interface Parts {
  readonly config: GatewayConfig;
  readonly storage: OpenStore;
  readonly region: Region;
  readonly log: Log;
}

export interface Context extends Parts {
  /** Set to true once, when shutdown begins and new checks are refused. */
  closing: boolean;
  /** Number of checks in progress. */
  inFlight: number;
}

export interface Gateway {
  readonly app: FastifyInstance;
  /** Number of checks in progress. */
  inFlight(): number;
  /** Graceful shutdown: refuses new checks, waits for those in progress, then closes everything. */
  close(): Promise<void>;
}

/** Imported dynamically: a gateway that serves no pages does not load their modules. */
async function openPages(
  app: FastifyInstance,
  root: string,
  verifier: 'training' | 'max',
): Promise<string[]> {
  const { servePages } = await import('./pages.js');
  return servePages(app, root, verifier);
}

export async function createGateway(parts: Parts): Promise<Gateway> {
  const { config, log } = parts;
  const hops = config.trustProxy;
  const context: Context = {
    ...parts,
    closing: false,
    inFlight: 0,
  };
  const app = fastify({
    logger: false,
    bodyLimit: REQUEST_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // By default Node checks for slow requests only every 30 s, which is longer than the timeouts above.
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS,
      requireHostHeader: false,
    },
    genReqId: () => randomUUID(),
    trustProxy: typeof hops === 'number' ? (_address, hop) => hop < hops : hops,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, request, reply) => {
      sendProblem(request, reply, 400);
    },
    clientErrorHandler(error, socket) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
      const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
      socket.end(rawProblem(status));
    },
  });
  // For these two cases Node would answer without a body.
  app.server.on('checkExpectation', ({ socket }: IncomingMessage) => socket.end(rawProblem(417)));
  app.addHook('onRequest', (request, reply, next) => {
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      sendProblem(request, reply.header('connection', 'close'), 400);
    else next();
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  readJsonBodies(app, Object.keys(checkRequest.shape));

  // Must come before the routes: a plugin inherits only the hooks and handlers registered before it.
  app.setErrorHandler(
    (
      error: Error & { statusCode?: number; validation?: readonly { instancePath: string }[] },
      request,
      reply,
    ) => {
      if (error.validation) {
        const fields = [
          ...new Set(error.validation.map(({ instancePath }) => instancePath.split('/')[1] ?? '')),
        ];
        return sendProblem(request, reply, 400, { fields: fields.filter((field) => field !== '') });
      }
      if (error instanceof BadEncoding)
        return sendProblem(request, reply, 400, { fields: [...error.fields] });
      const status = error.statusCode ?? 500;
      // The static file plugin answers 403 for forbidden paths; 404 does not reveal that a file exists.
      if (status === 403) return sendProblem(request, reply, 404);
      if (status >= 400 && status < 500) return sendProblem(request, reply, status);
      log({ level: 'error', event: 'fault', error: errorName(error), requestId: request.id });
      return sendProblem(request, reply, 500);
    },
  );

  // `nosniff` on every answer: API answers are JSON, never documents. Pages add their own headers.
  app.addHook('onRequest', (_request, reply, next) => {
    reply.header('x-content-type-options', 'nosniff');
    next();
  });
  const { region } = parts;
  const origins = async (): Promise<readonly string[]> => [
    ...config.allowedOrigins,
    ...region.tenants.origins(),
    ...(await region.callerOrigins()),
  ];
  if ((await origins()).length > 0 || config.region.institutionsFile !== undefined) {
    await app.register(cors, {
      origin: async (origin: string | undefined) =>
        (await origins()).includes(origin ?? '') ? (origin ?? false) : false,
      // Pages of the allowed origins send the cookie of an enrolled workstation.
      credentials: region.workstations !== undefined,
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['content-type', 'authorization'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
      strictPreflight: false,
    });
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'cid-elements gateway',
        version: VERSION,
        description: 'One code, one benefit, one answer. No personal data is returned or stored.',
      },
      components: {
        securitySchemes: { callerKey: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });

  const methods = new Map<string, string>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const known = new Set((methods.get(url) ?? '').split(', ').filter((name) => name !== ''));
    for (const name of [method].flat()) known.add(name);
    methods.set(url, [...known].join(', '));
  });
  const gate = createGate(context);
  await app.register(async (scope) => checkRoutes(scope, context, gate));
  await app.register(async (scope) => enrolmentRoutes(scope, context));
  await app.register(async (scope) => enrolPage(scope, context));
  await app.register(async (scope) => countRoutes(scope, context, gate));
  await app.register(async (scope) => miniAppRoutes(scope, context, gate));
  await app.register(async (scope) => jwksRoutes(scope, context));
  await app.register(async (scope) => healthRoutes(scope, context));
  const pages = config.pages === undefined ? [] : await openPages(app, config.pages, config.verifier);

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allow = methods.get(path) ?? (pages.some((prefix) => path.startsWith(prefix)) ? 'GET, HEAD' : '');
    if (allow === '' || allow.split(', ').includes(request.method)) return sendProblem(request, reply, 404);
    return sendProblem(request, reply.header('allow', allow), 405);
  });
  return {
    app,
    inFlight: () => context.inFlight,
    async close() {
      context.closing = true;
      // Every check ends by its deadline; the margin lets the response be sent.
      const end = Date.now() + config.timeoutMs + 1_500;
      while (context.inFlight > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
      await app.close();
      await parts.region.tenants.close();
      await parts.storage.close();
    },
  };
}
