/** A TCP proxy that simulates network faults: it can drop and stall connections and change its target. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cleanup } from './cleanup.js';

export interface TcpProxy {
  readonly port: number;
  /** Number of connections accepted so far. */
  connections(): number;
  /** Closes all connections. New ones are still accepted. */
  cut(): void;
  /** Stops forwarding without closing connections. New connections are accepted, but not forwarded. */
  stall(): void;
  /** Forwards connections made from now on. Stalled ones stay stalled. */
  resume(): void;
  /** Sets the target port of new connections. */
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
