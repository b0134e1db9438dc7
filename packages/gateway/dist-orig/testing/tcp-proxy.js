/** A TCP proxy that cuts, stalls and changes its target, as networks do. */
import { connect, createServer } from 'node:net';
import { cleanup } from './cleanup.js';
export async function startTcpProxy(targetPort) {
    const sockets = new Set();
    let target = targetPort;
    let isStalled = false;
    let connections = 0;
    const server = createServer({ noDelay: true }, (socket) => {
        connections++;
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => sockets.delete(socket));
        if (isStalled)
            return;
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
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const cut = () => {
        for (const socket of sockets)
            socket.destroy();
    };
    const close = () => {
        server.close();
        cut();
    };
    cleanup(close);
    return {
        port: server.address().port,
        connections: () => connections,
        cut,
        stall() {
            isStalled = true;
            for (const socket of sockets)
                socket.unpipe().pause();
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
//# sourceMappingURL=tcp-proxy.js.map