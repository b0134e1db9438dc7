/**
 * Creates a certificate authority and server certificates for tests: X.509 v3, ECDSA P-256, valid for one
 * day.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts);
const oid = (...bytes: number[]): Buffer => tlv(0x06, Buffer.from(bytes));
const octets = (body: Buffer): Buffer => tlv(0x04, body);
const bits = (body: Buffer): Buffer => tlv(0x03, Buffer.from([0]), body);
const yes = tlv(0x01, Buffer.from([255]));
const time = (date: Date): Buffer =>
  tlv(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const name = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(oid(0x55, 0x04, 0x03), tlv(0x0c, Buffer.from(commonName)))));

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const DAY = 86_400_000;

function certificate(
  subject: string,
  publicKey: KeyObject,
  issuer: string,
  key: KeyObject,
  extension: Buffer,
) {
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    name(issuer),
    sequence(time(new Date(Date.now() - DAY)), time(new Date(Date.now() + DAY))),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(extension)),
  );
  const der = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, key)));
  const text = der.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}

export interface Authority {
  readonly ca: string;
  /** A certificate for 127.0.0.1 and localhost. */
  issue(): { readonly cert: string; readonly key: string };
}

export function createAuthority(commonName = 'Test CA'): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const basicConstraints = sequence(oid(0x55, 0x1d, 0x13), yes, octets(sequence(yes)));
  return {
    ca: certificate(commonName, publicKey, commonName, privateKey, basicConstraints),
    issue() {
      const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const names = sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])));
      return {
        cert: certificate(
          'localhost',
          server.publicKey,
          commonName,
          privateKey,
          sequence(oid(0x55, 0x1d, 0x11), octets(names)),
        ),
        key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}
