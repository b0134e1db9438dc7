import { expect } from 'chai';
import { wait } from '../testing/wait.js';
import { layoutsOf, partOf, USUAL } from './hid-report.js';
import { PortSource, type PortSourceOptions, portApis } from './port-source.js';
import { Splitter, textOfBytes } from './scanned-bytes.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const CODE = 'https://www.gosuslugi.ru/m5/aBc?qr_id=Z.1_2';

/**
 * A port that follows the Web Serial specification: it opens once, and an error ends the stream but not the
 * port.
 */
class FakePort extends EventTarget {
  readable: ReadableStream<Uint8Array> | null = null;
  opened: object[] = [];
  state: 'closed' | 'open' = 'closed';
  taken = false;
  gone = false;
  #feed: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly usb: { usbVendorId?: number; usbProductId?: number };

  constructor(usb: { usbVendorId?: number; usbProductId?: number } = { usbVendorId: 1, usbProductId: 2 }) {
    super();
    this.usb = usb;
  }

  getInfo() {
    return this.usb;
  }

  async open(options: object) {
    if (this.state === 'open') throw new DOMException('open', 'InvalidStateError');
    if (this.taken) throw new DOMException('taken', 'NetworkError');
    this.state = 'open';
    this.opened.push(options);
    this.#stream();
  }

  #stream() {
    this.readable = new ReadableStream<Uint8Array>({
      start: (feed) => {
        this.#feed = feed;
      },
    });
  }

  async close() {
    if (this.readable?.locked) throw new TypeError('locked');
    if (this.state === 'closed') throw new DOMException('closed', 'InvalidStateError');
    this.state = 'closed';
    this.readable = null;
  }

  say(text: string | Uint8Array) {
    this.#feed!.enqueue(typeof text === 'string' ? bytes(text) : text);
  }

  parityError() {
    const feed = this.#feed!;
    this.#stream();
    feed.error(new DOMException('parity', 'ParityError'));
  }

  unplug() {
    this.gone = true;
    const feed = this.#feed!;
    this.readable = null;
    feed.error(new DOMException('gone', 'NetworkError'));
  }
}

class FakeSerial extends EventTarget {
  ports: FakePort[] = [];
  chosen: FakePort | null = null;
  async getPorts() {
    return this.ports.filter((port) => !port.gone);
  }
  async requestPort() {
    if (!this.chosen) throw new DOMException('none', 'NotFoundError');
    return this.chosen;
  }
}

class FakeDevice extends EventTarget {
  opened = false;
  vendorId = 0x05e0;
  productId = 7;
  woken: unknown[] = [];
  collections: object[] = [{ usagePage: 0x8c, usage: 2 }];
  async open() {
    this.opened = true;
  }
  async close() {
    this.opened = false;
  }
  async sendFeatureReport(id: number, data: Uint8Array) {
    this.woken.push(id, ...data);
  }
  report(text: string, more: boolean, id = 2) {
    const data = new Uint8Array(63);
    data[0] = text.length;
    data.set(bytes(']Q1'), 1);
    data.set(bytes(text), 4);
    data[62] = more ? 1 : 0;
    const event = Object.assign(new Event('inputreport'), {
      reportId: id,
      data: new DataView(data.buffer),
      device: this,
    });
    this.dispatchEvent(event);
  }
}

class FakeHid extends EventTarget {
  devices: FakeDevice[] = [];
  chosen: FakeDevice[] = [];
  async getDevices() {
    return this.devices;
  }
  async requestDevice() {
    return this.chosen;
  }
}

describe('PortSource', () => {
  let serial: FakeSerial;
  let hid: FakeHid;
  let texts: string[];
  let said: string[];
  let scanner: PortSource;
  const written: unknown[] = [];
  const saved = { log: console.log, info: console.info, warn: console.warn, error: console.error };

  const provide = (key: 'serial' | 'hid', value: unknown) =>
    Object.defineProperty(navigator, key, { configurable: true, get: () => value });

  const make = (options: Partial<PortSourceOptions> = {}) => {
    scanner = new PortSource({
      onCode: (text) => texts.push(text),
      onStatus: (status, problem) => said.push(problem ? `${status}:${problem}` : status),
      ...options,
    });
    return scanner;
  };

  beforeEach(() => {
    serial = new FakeSerial();
    hid = new FakeHid();
    texts = [];
    said = [];
    provide('serial', serial);
    provide('hid', hid);
    written.length = 0;
    for (const name of Object.keys(saved) as (keyof typeof saved)[]) {
      console[name] = (...words: unknown[]) => void written.push(...words);
    }
  });

  afterEach(async () => {
    Object.assign(console, saved);
    await scanner?.stop();
    delete (navigator as { serial?: unknown }).serial;
    delete (navigator as { hid?: unknown }).hid;
    expect(written, 'console output').to.deep.equal([]);
  });

  it('opens the permitted port without a user gesture, and reads', async () => {
    const port = new FakePort();
    serial.ports = [port];
    await make({ baudRate: 115_200 }).start();
    expect(said).to.deep.equal(['on']);
    expect(port.opened).to.deep.equal([{ baudRate: 115_200, bufferSize: 4_096 }]);
    expect(scanner.model).to.deep.equal({ vendorId: 1, productId: 2 });
    'harmless'.match(/harmless/);
    port.say(`]Q1${CODE.slice(0, 9)}`);
    await wait(20);
    port.say(`${CODE.slice(9)}\r\n`);
    port.say('second\t');
    await wait(20);
    expect(texts).to.deep.equal([CODE, 'second']);
    expect(RegExp.input).to.equal('harmless');
    await scanner.stop();
    expect(port.state).to.equal('closed');
    expect(said).to.deep.equal(['on', 'off']);
  });

  it('is unpaired if no port or more than one is permitted', async () => {
    await make().start();
    expect(said).to.deep.equal(['unpaired']);
    await scanner.connect('serial');
    expect(said).to.deep.equal(['unpaired']);
    serial.chosen = new FakePort();
    await scanner.connect('serial');
    expect(said).to.deep.equal(['unpaired', 'on']);
    await scanner.stop();
    const printer = new FakePort({ usbVendorId: 9, usbProductId: 9 });
    serial.ports = [printer, new FakePort()];
    await scanner.start();
    expect(said.at(-1)).to.equal('unpaired');
    await scanner.stop();
    await make({ model: { vendorId: 1, productId: 2 } }).start();
    expect(said.at(-1)).to.equal('on');
    expect(printer.opened).to.deep.equal([]);
  });

  it('recovers after a parity error and after unplugging', async () => {
    const port = new FakePort();
    serial.ports = [port];
    await make().start();
    port.say('half of a co');
    await wait(10);
    port.parityError();
    await wait(10);
    port.say('whole\r');
    await wait(10);
    expect(texts).to.deep.equal(['whole']);
    port.unplug();
    await wait(10);
    expect(said).to.deep.equal(['on', 'problem:lost']);
    const again = new FakePort();
    serial.ports = [again];
    serial.dispatchEvent(new Event('connect'));
    await wait(10);
    expect(said.at(-1)).to.equal('on');
    again.say('again\n');
    await wait(10);
    expect(texts).to.deep.equal(['whole', 'again']);
  });

  it('reports busy and unsupported', async () => {
    const port = new FakePort();
    port.taken = true;
    serial.ports = [port];
    await make().start();
    expect(said).to.deep.equal(['problem:busy']);
    port.taken = false;
    await scanner.start();
    expect(said.at(-1)).to.equal('on');
    await scanner.stop();
    provide('serial', undefined);
    provide('hid', undefined);
    expect(portApis()).to.deep.equal([]);
    await make().start();
    expect(said.at(-1)).to.equal('problem:unsupported');
    await scanner.connect();
    expect(said.at(-1)).to.equal('problem:unsupported');
  });

  it('closes the port after alternating start() and stop(), and opens it again', async () => {
    const port = new FakePort();
    serial.ports = [port];
    make();
    for (let i = 0; i < 50; i++) {
      const started = scanner.start();
      if (i % 3 === 0) await started;
      const stopped = scanner.stop();
      if (i % 2 === 0) await stopped;
    }
    await scanner.stop();
    expect(port.state).to.equal('closed');
    await scanner.start();
    port.say('x1\r');
    await wait(10);
    expect(texts).to.deep.equal(['x1']);
  });

  it('reads a HID scanner whose code is in one report or in several', async () => {
    const device = new FakeDevice();
    device.vendorId = 0x0c2e;
    hid.devices = [device];
    await make().start();
    expect(said).to.deep.equal(['on']);
    expect(device.woken).to.deep.equal([254, 1]);
    device.report('short', false);
    device.report(CODE.slice(0, 30), true);
    device.report('other report', false, 9);
    device.report(`${CODE.slice(30)}\r`, false);
    expect(texts).to.deep.equal(['short', CODE]);
    await scanner.stop();
    expect(device.opened).to.equal(false);
    device.report('late', false);
    expect(texts.length).to.equal(2);
  });

  it('reports wrong-mode for a HID device that is no scanner, and lost after a disconnect', async () => {
    const mouse = new FakeDevice();
    mouse.collections = [{ usagePage: 1, usage: 2 }];
    hid.devices = [mouse];
    hid.chosen = [mouse];
    await make().start();
    expect(said).to.deep.equal(['unpaired']);
    await scanner.connect('hid');
    expect(said.at(-1)).to.equal('problem:wrong-mode');
    hid.chosen = [new FakeDevice()];
    await scanner.connect('hid');
    expect(said.at(-1)).to.equal('on');
    hid.dispatchEvent(Object.assign(new Event('disconnect'), { device: hid.chosen[0] }));
    expect(said.at(-1)).to.equal('problem:lost');
    hid.devices = [new FakeDevice()];
    hid.dispatchEvent(new Event('connect'));
    await wait(10);
    expect(said.at(-1)).to.equal('on');
  });
});

describe('scanned bytes', () => {
  it('textOfBytes removes the AIM identifier, framing characters and blanks', () => {
    expect(textOfBytes(bytes(`]Q3${CODE} `))).to.equal(CODE);
    expect(textOfBytes(bytes(']1x'))).to.equal(']1x');
    expect(textOfBytes(bytes('код'))).to.equal('код');
    expect(textOfBytes(new Uint8Array([0xea, 0xee, 0xe4]))).to.equal('код');
  });

  it('Splitter splits at terminators and silence, and drops a text beyond the limit', async () => {
    const texts: string[] = [];
    const splitter = new Splitter((text) => texts.push(text));
    splitter.push(bytes('\u0002one\u0003\r\n\r\ntwo'));
    await wait(100);
    splitter.push(bytes(' parts'));
    expect(texts).to.deep.equal(['one']);
    await wait(400);
    expect(texts).to.deep.equal(['one', 'two parts']);
    splitter.push(new Uint8Array(9_000).fill(65));
    splitter.push(bytes('\rthree\r'));
    expect(texts).to.deep.equal(['one', 'two parts', 'three']);
  });
});

describe('HID reports', () => {
  it('are read by the layout of the report descriptor', () => {
    const collections = [
      {
        usagePage: 0x8c,
        usage: 2,
        children: [
          {
            inputReports: [
              {
                reportId: 5,
                items: [
                  { usages: [0x01003b], reportSize: 8, reportCount: 1 },
                  { isConstant: true, reportSize: 8, reportCount: 1 },
                  {
                    isRange: true,
                    usageMinimum: 0x8c00fb,
                    usageMaximum: 0x8c00fd,
                    reportSize: 8,
                    reportCount: 3,
                  },
                  { usages: [0x8c00fe], reportSize: 8, reportCount: 20 },
                  { usages: [0x8c00ff], reportSize: 1, reportCount: 1 },
                  { isConstant: true, reportSize: 7, reportCount: 1 },
                ],
              },
            ],
          },
        ],
      },
    ];
    const layout = layoutsOf(collections).get(5);
    expect(layout).to.deep.equal({ count: 0, data: 5, length: 20, continued: 25 });
    const data = new Uint8Array(26);
    data[0] = 3;
    data.set(bytes('abcdef'), 5);
    data[25] = 1;
    const part = partOf(new DataView(data.buffer), layout!);
    expect(new TextDecoder().decode(part.bytes)).to.equal('abc');
    expect(part.more).to.equal(true);
  });

  it('are not read beyond their length', () => {
    const short = new Uint8Array([200, 0, 0, 0, 65, 66]);
    const part = partOf(new DataView(short.buffer), USUAL);
    expect(new TextDecoder().decode(part.bytes)).to.equal('AB');
    expect(part.more).to.equal(false);
  });
});
