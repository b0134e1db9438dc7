/** A fake of MAX's partner API («Цифровой ID – API», v1.5.8). Tests script one answer per code. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { cleanup } from './cleanup.js';

export interface MaxRequest {
  readonly sessionId: string;
  readonly details: string | null;
  readonly authorization: string | undefined;
  readonly url: string;
}

export type Handler = (response: ServerResponse, request: MaxRequest) => void;

export interface FakeMax {
  readonly url: string;
  /** All requests so far. */
  readonly requests: MaxRequest[];
  on(code: string, handler: Handler): void;
  count(code: string): number;
  close(): Promise<void>;
}

export const json =
  (status: number, body: unknown): Handler =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

const metadata = { request_id: 'req_123456789', timestamp: '2026-11-22T12:00:00Z' };

/** A successful answer; `details` are the confirmed statuses. */
export const success =
  (details: Record<string, unknown>, more: Record<string, unknown> = {}): Handler =>
  (response, request) =>
    json(200, {
      status: 'success',
      data: {
        session_id: request.sessionId,
        verification_status: 'completed',
        verification_details: { adult: { status: true }, ...details },
        ...more,
      },
      metadata,
    })(response, request);

export const failure = (status: number, code?: string): Handler =>
  json(status, {
    status: 'error',
    ...(code === undefined ? {} : { error: { code, message: 'Ошибка', details: 'CANARY-DETAILS' } }),
    metadata,
  });

export async function startFakeMax(tls?: TlsOptions): Promise<FakeMax> {
  const handlers = new Map<string, Handler>();
  const requests: MaxRequest[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const one: MaxRequest = {
      sessionId: url.searchParams.get('session_id') ?? '',
      details: url.searchParams.get('verification_details'),
      authorization: request.headers.authorization,
      url: request.url ?? '',
    };
    requests.push(one);
    (handlers.get(one.sessionId) ?? failure(404, 'SESSION_NOT_FOUND'))(response, one);
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  cleanup(close);
  return {
    url: `http${tls ? 's' : ''}://127.0.0.1:${port}/v2/business/pos/age-verification`,
    requests,
    on: (code, handler) => handlers.set(code, handler),
    count: (code) => requests.filter(({ sessionId }) => sessionId === code).length,
    close,
  };
}
