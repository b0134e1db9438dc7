import { expect } from 'chai';
import { DIGITAL_ID_STYLES, expected, plan, planDigitalId, render } from './generator.js';
import { KINDS, negative } from './negatives.js';
import { CONDITIONS, SIZES, STYLES } from './params.js';
import { Random } from './random.js';
import { zip } from './zip.js';

async function hash(bytes: BufferSource): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join();
}

/** A small frame, which is drawn faster than 720p. */
const small = (seed: number, index: number) => ({ ...plan(56, seed)[index]!, width: 320, height: 240 });

describe('the benchmark generator', () => {
  it('draws the same pixels for the same seed', async () => {
    for (const index of [0, 10, 26, 37]) {
      const first = await render(small(1, index));
      const again = await render(small(1, index));
      const other = await render(small(2, index));
      expect(await hash(again.image.data)).to.equal(await hash(first.image.data));
      expect(again.text).to.equal(first.text);
      expect(await hash(other.image.data)).not.to.equal(await hash(first.image.data));
      expect(other.text).not.to.equal(first.text);
    }
  });

  it("returns a frame's text without drawing it", async () => {
    const spec = small(3, 45);
    const frame = await render(spec);
    expect(expected(spec).text).to.equal(frame.text);
    expect(frame.text.startsWith('https://www.gosuslugi.ru/m5/')).to.equal(true);
    expect(frame.text.endsWith('?p=f')).to.equal(true);
  });

  it('draws Digital ID cards in every style and condition', async () => {
    const cells = new Map<string, number>();
    for (const { style, condition } of planDigitalId(189, 1))
      cells.set(`${style} ${condition}`, (cells.get(`${style} ${condition}`) ?? 0) + 1);
    expect([...cells.values()]).to.deep.equal(new Array(21).fill(9));
    const hashes = new Set<string>();
    for (let style = 0; style < DIGITAL_ID_STYLES.length; style++) {
      const spec = { ...planDigitalId(42, 1)[7 * style]!, width: 320, height: 240 };
      const frame = await render(spec);
      const again = await render(spec);
      expect(await hash(again.image.data)).to.equal(await hash(frame.image.data));
      expect(frame.text).to.match(/^https:\/\/www\.gosuslugi\.ru\/m\d+\/[A-Za-z0-9-]+\?p=f$/);
      expect(expected(spec).text).to.equal(frame.text);
      expect(frame.modules).to.be.within(29, 41);
      // The corners lie in the frame, in the order of a code that is not mirrored.
      const [a, b, , d] = frame.corners;
      expect((b!.x - a!.x) * (d!.y - a!.y) - (b!.y - a!.y) * (d!.x - a!.x)).to.be.greaterThan(0);
      for (const { x, y } of frame.corners) {
        expect(x).to.be.within(0, 320);
        expect(y).to.be.within(0, 240);
      }
      hashes.add(await hash(frame.image.data));
    }
    expect(hashes.size).to.equal(DIGITAL_ID_STYLES.length);
  });

  it('plans every style in every condition and size', () => {
    const specs = plan(504, 1);
    const cells = new Map<string, number>();
    for (const { style, condition, width } of specs)
      for (const key of [`${style} ${condition}`, `${style} ${width}`])
        cells.set(key, (cells.get(key) ?? 0) + 1);
    expect(cells.size).to.equal(STYLES.length * (CONDITIONS.length + SIZES.length));
    for (const style of STYLES) {
      for (const condition of CONDITIONS) expect(cells.get(`${style} ${condition}`)).to.equal(9);
      for (const [width] of SIZES) expect(cells.get(`${style} ${width}`)).to.be.within(31, 32);
    }
  });

  it('draws the same negatives of every kind for the same seed', async () => {
    const pixels = async (seed: number, index: number) => {
      const drawn = await negative(seed, index).draw();
      return hash(drawn instanceof ImageData ? drawn.data : await drawn.arrayBuffer());
    };
    const kinds = new Set<string>();
    for (let index = 0; index < KINDS.length; index++) {
      kinds.add(negative(1, index).kind);
      const first = await pixels(1, index);
      expect(await pixels(1, index)).to.equal(first);
      expect(await pixels(2, index)).not.to.equal(first);
    }
    expect(kinds.size).to.equal(KINDS.length);
  });

  it('draws uniform random numbers', () => {
    const random = new Random('even');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random.next() * 10)]!++;
    for (const count of counts) expect(count).to.be.within(850, 1150);
  });

  it('writes a valid zip', async () => {
    const bytes = new TextEncoder().encode('123456789');
    const view = new DataView(await zip([{ name: 'a.txt', bytes }]).arrayBuffer());
    expect(view.getUint32(0, true)).to.equal(0x04034b50);
    expect(view.getUint32(14, true)).to.equal(0xcbf43926);
    expect(view.getUint32(18, true)).to.equal(9);
    const directory = view.getUint32(view.byteLength - 6, true);
    expect(view.getUint32(directory, true)).to.equal(0x02014b50);
    expect(view.byteLength).to.equal(directory + 46 + 5 + 22);
  });
});
