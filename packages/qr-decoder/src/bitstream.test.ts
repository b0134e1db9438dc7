import { expect } from 'chai';
import { parse } from './bitstream.js';

/** Writes a stream bit by bit, then the terminator and the standard's padding up to `capacity` bytes. */
class Stream {
  #bits = '';
  put(value: number, count: number): this {
    this.#bits += value.toString(2).padStart(count, '0');
    return this;
  }
  bytes(...values: number[]): this {
    for (const value of values) this.put(value, 8);
    return this;
  }
  /** A byte segment of a version below 10. */
  text(...values: number[]): this {
    return this.put(0b0100, 4)
      .put(values.length, 8)
      .bytes(...values);
  }
  data(capacity = 40): Uint8Array {
    let bits = `${this.#bits}0000`;
    bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
    const bytes = bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2));
    for (let pad = 0xec; bytes.length < capacity; pad ^= 0xec ^ 0x11) bytes.push(pad);
    return Uint8Array.from(bytes);
  }
}

const textOf = (stream: Stream, version = 1) => parse(stream.data(), version)?.text ?? null;
const utf8 = (text: string) => [...new TextEncoder().encode(text)];

describe('bitstream', () => {
  it('decodes the example of ISO/IEC 18004, annex I', () => {
    // "01234567" in version 1-M.
    const data = Uint8Array.from([0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11]);
    expect(parse(data, 1)).to.deep.equal({ text: '01234567', pads: 6 });
  });

  it('decodes numeric segments with groups of three, two and one digits', () => {
    expect(textOf(new Stream().put(1, 4).put(4, 10).put(12, 10).put(7, 4))).to.equal('0127');
    expect(textOf(new Stream().put(1, 4).put(5, 10).put(999, 10).put(5, 7))).to.equal('99905');
  });

  it('decodes alphanumeric segments', () => {
    // "AC-42" from the standard's 7.4.4: (10, 12) (41, 4) 2.
    const stream = new Stream().put(2, 4).put(5, 9);
    expect(
      textOf(
        stream
          .put(45 * 10 + 12, 11)
          .put(45 * 41 + 4, 11)
          .put(2, 6),
      ),
    ).to.equal('AC-42');
  });

  it('takes the length of the character count from the version', () => {
    for (const [version, digits, letters, bytes] of [
      [9, 10, 9, 8],
      [10, 12, 11, 16],
      [26, 12, 11, 16],
      [27, 14, 13, 16],
    ] as const) {
      expect(textOf(new Stream().put(1, 4).put(1, digits).put(7, 4), version)).to.equal('7');
      expect(textOf(new Stream().put(2, 4).put(1, letters).put(10, 6), version)).to.equal('A');
      expect(textOf(new Stream().put(4, 4).put(1, bytes).bytes(97), version)).to.equal('a');
    }
  });

  it('decodes bytes without an ECI as UTF-8, else Shift_JIS, else ISO 8859-1', () => {
    expect(textOf(new Stream().text(...utf8('Билет №7')))).to.equal('Билет №7');
    expect(textOf(new Stream().text(0x93, 0x5f, 0xe4, 0xaa))).to.equal('点茗');
    expect(textOf(new Stream().text(0x63, 0x61, 0x66, 0xe9))).to.equal('café');
  });

  it('joins adjacent byte segments before it decodes them', () => {
    const [first, second] = utf8('я') as [number, number];
    expect(textOf(new Stream().text(first).text(second))).to.equal('я');
  });

  it('applies ECI designators of one, two and three bytes', () => {
    const cp1251 = [0xc1, 0xe8, 0xeb, 0xe5, 0xf2];
    expect(
      textOf(
        new Stream()
          .put(7, 4)
          .put(22, 8)
          .text(...cp1251),
      ),
    ).to.equal('Билет');
    expect(
      textOf(
        new Stream()
          .put(7, 4)
          .put(0x8000 | 22, 16)
          .text(...cp1251),
      ),
    ).to.equal('Билет');
    expect(
      textOf(
        new Stream()
          .put(7, 4)
          .put(0xc00000 | 22, 24)
          .text(...cp1251),
      ),
    ).to.equal('Билет');
    expect(
      textOf(
        new Stream()
          .put(7, 4)
          .put(26, 8)
          .text(...utf8('да')),
      ),
    ).to.equal('да');
    expect(textOf(new Stream().put(7, 4).put(20, 8).text(0x93, 0x5f))).to.equal('点');
  });

  it('switches the encoding at a second ECI', () => {
    const stream = new Stream().put(7, 4).put(22, 8).text(0xe4, 0xe0);
    expect(
      textOf(
        stream
          .put(7, 4)
          .put(26, 8)
          .text(...utf8('нет')),
      ),
    ).to.equal('данет');
  });

  it('ignores an unknown ECI', () => {
    expect(
      textOf(
        new Stream()
          .put(7, 4)
          .put(127, 8)
          .text(...utf8('ё')),
      ),
    ).to.equal('ё');
  });

  it('decodes kanji segments', () => {
    // 7.4.6: 点 (935F) is 0D9F, 茗 (E4AA) is 1AAA.
    expect(textOf(new Stream().put(8, 4).put(2, 8).put(0x0d9f, 13).put(0x1aaa, 13))).to.equal('点茗');
  });

  it('decodes hanzi segments', () => {
    // 啊 is B0A1 in GB 2312, the first of the second range.
    const shifted = 0xb0a1 - 0xa6a1;
    const value = (shifted >> 8) * 0x60 + (shifted & 255);
    expect(textOf(new Stream().put(13, 4).put(1, 4).put(1, 8).put(value, 13))).to.equal('啊');
  });

  it('replaces % by the FNC1 separator and %% by % after an FNC1 mode', () => {
    // "1%2%%3" as letters: (1, 38) (2, 38) (38, 3).
    const letters = (stream: Stream) =>
      stream
        .put(2, 4)
        .put(6, 9)
        .put(45 + 38, 11)
        .put(45 * 2 + 38, 11)
        .put(45 * 38 + 3, 11);
    expect(textOf(letters(new Stream().put(5, 4)))).to.equal('1\u001d2%3');
    expect(textOf(letters(new Stream().put(9, 4).put(37, 8)))).to.equal('1\u001d2%3');
    expect(textOf(letters(new Stream()))).to.equal('1%2%%3');
  });

  it('skips the header of structured append', () => {
    expect(
      textOf(
        new Stream()
          .put(3, 4)
          .put(0x1204, 16)
          .text(...utf8('part')),
      ),
    ).to.equal('part');
  });

  it('decodes a stream that fills its capacity without a terminator', () => {
    expect(parse(Uint8Array.from([0x40, 0x16, 0x10]), 1)?.text).to.equal('a');
    expect(parse(Uint8Array.from([0x40, 0x26, 0x16, 0x2f]).subarray(0, 3), 1)).to.equal(null);
  });

  it('rejects invalid segments', () => {
    const broken: Record<string, Stream> = {
      'three digits above 999': new Stream().put(1, 4).put(3, 10).put(1000, 10),
      'two digits above 99': new Stream().put(1, 4).put(2, 10).put(100, 7),
      'a pair of letters above 2024': new Stream().put(2, 4).put(2, 9).put(2025, 11),
      'a letter above 44': new Stream().put(2, 4).put(1, 9).put(45, 6),
      'an unknown mode': new Stream().put(6, 4),
      'an ECI of four bytes': new Stream().put(7, 4).put(0xf0, 8),
      'a digit count above the capacity': new Stream().put(1, 4).put(1000, 10),
      'an alphanumeric count above the capacity': new Stream().put(2, 4).put(500, 9),
      'a byte count above the capacity': new Stream().put(4, 4).put(200, 8),
      'a kanji count above the capacity': new Stream().put(8, 4).put(200, 8),
    };
    for (const [defect, stream] of Object.entries(broken)) expect(textOf(stream), defect).to.equal(null);
  });

  it('counts padding bytes and reports wrong ones as -1', () => {
    const data = new Stream().text(97).data();
    expect(parse(data, 1)?.pads).to.equal(data.length - 3);
    data[20] = 0;
    expect(parse(data, 1)).to.deep.equal({ text: 'a', pads: -1 });
  });
});
