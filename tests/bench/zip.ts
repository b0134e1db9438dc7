/** A zip without compression, because PNG and JPEG are compressed already. */
const CRC = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const u16 = (value: number) => [value & 255, (value >>> 8) & 255];
const u32 = (value: number) => [...u16(value), ...u16(value >>> 16)];

/** Packs files with ASCII names. Limits: 4 GB and 65,535 files. */
export function zip(files: { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: number[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const label = new TextEncoder().encode(name);
    // Version 2.0, no flags, stored, 1 January 1980: the same frames give the same file.
    const common = [
      ...[20, 0, 0, 0, 0x21].flatMap(u16),
      ...[crc32(bytes), bytes.length, bytes.length].flatMap(u32),
      ...[label.length, 0].flatMap(u16),
    ];
    directory.push(
      ...u32(0x02014b50),
      ...u16(20),
      ...common,
      ...[0, 0, 0, 0, 0].flatMap(u16),
      ...u32(offset),
    );
    directory.push(...label);
    const local = Uint8Array.from([...u32(0x04034b50), ...common, ...label]);
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const end = [
    ...u32(0x06054b50),
    ...[0, 0, files.length, files.length].flatMap(u16),
    ...[directory.length, offset].flatMap(u32),
    ...u16(0),
  ];
  return new Blob([...parts, Uint8Array.from([...directory, ...end])], { type: 'application/zip' });
}
