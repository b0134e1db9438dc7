/** A TCP proxy that cuts, stalls and changes its target, as networks do. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cleanup } from './cleanup.js';

export interface TcpProxy {
  readonly port: number;
  /** Connections that were made so far. */
  connections(): number;
  /** Ends every connection. New ones are taken. */
  cut(): void;
  /** Forwards nothing any more without closing anything; new connections are accepted and stay silent, too. */
  stall(): void;
  /** Connections made from now on pass; the stalled ones stay as they are. */
  resume(): void;
  /** Where new connections lead. */
  target(port: number): void;
  close(): void;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let target = targetPort;
  let isStalled = false;
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    if (isStalled) return;
    const onward = connect({ port: target, host: '127.0.0.1', noDelay: true });
    sockets.add(onward);
    onward.on('close', () => {
      sockets.delete(onward);
      socket.destroy();
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = (): void => {
    server.close();
    cut();
  };
  cleanup(close);
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    cut,
    stall() {
      isStalled = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    resume() {
      isStalled = false;
    },
    target(port) {
      target = port;
    },
    close,
  };
}
