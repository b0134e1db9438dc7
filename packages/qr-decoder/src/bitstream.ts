// ISO/IEC 18004, 7.4: the segments in the data bytes of a QR code.

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** ECI assignments that browsers can decode. */
const ECI: Record<number, string> = {
  1: 'iso-8859-1',
  3: 'iso-8859-1',
  4: 'iso-8859-2',
  5: 'iso-8859-3',
  6: 'iso-8859-4',
  7: 'iso-8859-5',
  8: 'iso-8859-6',
  9: 'iso-8859-7',
  10: 'iso-8859-8',
  15: 'iso-8859-13',
  16: 'iso-8859-14',
  17: 'iso-8859-15',
  18: 'iso-8859-16',
  20: 'shift_jis',
  21: 'windows-1250',
  22: 'windows-1251',
  23: 'windows-1252',
  24: 'windows-1256',
  25: 'utf-16be',
  26: 'utf-8',
  28: 'big5',
  29: 'gb18030',
  30: 'euc-kr',
  31: 'gbk',
  32: 'gb18030',
};

/** True if every byte is valid in Shift_JIS and at least one pair or three half-width katakana occur. */
function looksShiftJis(bytes: Uint8Array): boolean {
  let pairs = 0;
  let halves = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    if (byte >= 0xa1 && byte <= 0xdf) {
      halves++;
      continue;
    }
    const next = bytes[i + 1] ?? 0;
    const leads = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    if (!leads || next < 0x40 || next === 0x7f || next > 0xfc) return false;
    pairs++;
    i++;
  }
  return pairs > 0 || halves >= 3;
}

function decodeBytes(bytes: Uint8Array, label: string | null): string {
  if (label) {
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // This browser does not support the encoding: it is guessed below.
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder(looksShiftJis(bytes) ? 'shift_jis' : 'iso-8859-1').decode(bytes);
  }
}

/** Decoded text; `pads` is the number of padding bytes, or -1 if one of them is wrong. */
export interface Content {
  text: string;
  pads: number;
}

/** Decodes the data bytes of a code; null if they are not a valid stream. */
export function parse(data: Uint8Array, version: number): Content | null {
  let at = 0;
  const left = () => data.length * 8 - at;
  const bits = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, at++) value = value * 2 + ((data[at >> 3]! >> (7 - (at & 7))) & 1);
    return value;
  };
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  let text = '';
  let pending: number[] = [];
  let label: string | null = null;
  let fnc1 = false;
  const flush = () => {
    if (pending.length > 0) text += decodeBytes(Uint8Array.from(pending), label);
    pending = [];
  };
  while (left() >= 4) {
    const mode = bits(4);
    if (mode === 0) break;
    if (mode === 7) {
      if (left() < 8) return null;
      const first = bits(8);
      const rest = first < 128 ? 0 : first < 192 ? 8 : first < 224 ? 16 : -1;
      if (rest < 0 || left() < rest) return null;
      const number = rest === 0 ? first : (first & (rest === 8 ? 63 : 31)) * 2 ** rest + bits(rest);
      flush();
      label = ECI[number] ?? null;
    } else if (mode === 3) {
      if (left() < 16) return null;
      bits(16);
    } else if (mode === 5) fnc1 = true;
    else if (mode === 9) {
      if (left() < 8) return null;
      bits(8);
      fnc1 = true;
    } else if (mode === 1) {
      const length = [10, 12, 14][size]!;
      if (left() < length) return null;
      const count = bits(length);
      if (left() < Math.floor(count / 3) * 10 + [0, 4, 7][count % 3]!) return null;
      flush();
      for (let i = 0; i < count; i += 3) {
        const digits = Math.min(3, count - i);
        const value = bits(digits * 3 + 1);
        if (value >= 10 ** digits) return null;
        text += String(value).padStart(digits, '0');
      }
    } else if (mode === 2) {
      const length = [9, 11, 13][size]!;
      if (left() < length) return null;
      const count = bits(length);
      if (left() < (count >> 1) * 11 + (count & 1) * 6) return null;
      flush();
      let part = '';
      for (let i = 0; i < count; i += 2) {
        const pair = count - i > 1;
        const value = bits(pair ? 11 : 6);
        if (value >= (pair ? 2025 : 45)) return null;
        if (pair) part += ALPHANUMERIC[Math.floor(value / 45)]!;
        part += ALPHANUMERIC[value % 45]!;
      }
      text += fnc1
        ? part.split('%%').join('\u0000').split('%').join('\u001d').split('\u0000').join('%')
        : part;
    } else if (mode === 4) {
      const length = size === 0 ? 8 : 16;
      if (left() < length) return null;
      const count = bits(length);
      if (left() < count * 8) return null;
      for (let i = 0; i < count; i++) pending.push(bits(8));
    } else if (mode === 8 || mode === 13) {
      const gb = mode === 13;
      if (left() < (gb ? 4 : 0) + [8, 10, 12][size]!) return null;
      if (gb) bits(4);
      const count = bits([8, 10, 12][size]!);
      if (left() < count * 13) return null;
      flush();
      const pairs: number[] = [];
      for (let i = 0; i < count; i++) {
        const value = bits(13);
        if (gb) {
          const pair = Math.floor(value / 0x60) * 256 + (value % 0x60);
          const shifted = pair + (pair < 0xa00 ? 0xa1a1 : 0xa6a1);
          pairs.push(shifted >> 8, shifted & 255);
        } else {
          const pair = Math.floor(value / 0xc0) * 256 + (value % 0xc0);
          const shifted = pair + (pair < 0x1f00 ? 0x8140 : 0xc140);
          pairs.push(shifted >> 8, shifted & 255);
        }
      }
      text += new TextDecoder(gb ? 'gb18030' : 'shift_jis').decode(Uint8Array.from(pairs));
    } else return null;
  }
  flush();
  let pads = 0;
  for (let i = (at + 7) >> 3, value = 0xec; i < data.length; i++, value ^= 0xec ^ 0x11) {
    if (data[i] !== value) return { text, pads: -1 };
    pads++;
  }
  return { text, pads };
}
