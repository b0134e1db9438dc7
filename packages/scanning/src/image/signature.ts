/** Image format by the first bytes of a file, which are more reliable than its name and type. */
export interface Signature {
  format: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'heif' | 'avif';
  /** Pixels, before any rotation; 0 if unknown. */
  width: number;
  height: number;
}

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** Finds the frame header of a JPEG, which follows any number of other segments. */
function jpegSize(view: DataView): { width: number; height: number } {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return { width: 0, height: 0 };
}

/** @param head the first bytes of the file; 64 kB suffice for nearly every JPEG */
export function signatureOf(head: Uint8Array): Signature | null {
  if (head.length < 12) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const none = { width: 0, height: 0 };
  if (view.getUint32(0) === 0x89504e47) {
    const sized = head.length >= 24;
    return { format: 'png', width: sized ? view.getUint32(16) : 0, height: sized ? view.getUint32(20) : 0 };
  }
  if (view.getUint16(0) === 0xffd8) return { format: 'jpeg', ...jpegSize(view) };
  if (ascii(head, 0, 4) === 'GIF8') {
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') {
    if (ascii(head, 12, 4) !== 'VP8X' || head.length < 30) return { format: 'webp', ...none };
    const u24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
    return { format: 'webp', width: u24(24), height: u24(27) };
  }
  if (ascii(head, 0, 2) === 'BM') {
    if (head.length < 26) return { format: 'bmp', ...none };
    return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  const tiff = view.getUint32(0);
  if (tiff === 0x49492a00 || tiff === 0x4d4d002a) return { format: 'tiff', ...none };
  if (ascii(head, 4, 4) === 'ftyp') {
    const brand = ascii(head, 8, 4);
    if (brand === 'avif' || brand === 'avis') return { format: 'avif', ...none };
    if (['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'].includes(brand)) {
      return { format: 'heif', ...none };
    }
  }
  return null;
}
