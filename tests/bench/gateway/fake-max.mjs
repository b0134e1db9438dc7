// A minimal fake of MAX: it answers every request with the same JSON.
import { createServer } from 'node:net';

const body = JSON.stringify({
  status: 'success',
  data: {
    session_id: '5f0c1f6e-1b1a-4f0b-9a55-0f4a3a0a2b11',
    verification_status: 'completed',
    verification_details: {
      adult: { status: true },
      student: {
        status: true,
        studenttickets_education_form: 'Очная',
        studenttickets_organization_name: 'Костромской государственный университет',
      },
      raw_data: { data: '{"a":"b"}'.repeat(20), documentStatus: 'OK', scanId: '1', sign: 'c2lnbg==' },
    },
  },
  metadata: { request_id: 'req_123456789', timestamp: '2026-11-22T12:00:00.123456789Z' },
});
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  socket.on('data', (data) => {
    rest += data.toString('latin1');
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      rest = rest.slice(end + 4);
      socket.write(answer);
    }
  });
  socket.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ port });
});
