import {
  type LinkOptions,
  type LinkResult,
  type PortModel,
  type SerialPortLike,
  serialOf,
} from './device-apis.js';
import { DeviceLink } from './device-link.js';
import { Splitter } from './scanned-bytes.js';

/** A scanner in serial mode: a real or virtual (USB) COM port. */
export class SerialLink extends DeviceLink<SerialPortLike> {
  readonly #baudRate: number;

  constructor(options: LinkOptions, baudRate: number) {
    super(options, serialOf());
    this.#baudRate = baudRate;
  }

  protected async permitted(): Promise<SerialPortLike | undefined> {
    let ports = (await serialOf()?.getPorts()) ?? [];
    const { model } = this.options;
    if (model) {
      ports = ports.filter((port) => {
        const { usbVendorId, usbProductId } = port.getInfo();
        return usbVendorId === model.vendorId && usbProductId === model.productId;
      });
    }
    // With several ports and no preference the user chooses: one may belong to a receipt printer.
    return ports.length === 1 ? ports[0] : undefined;
  }

  protected async request(): Promise<SerialPortLike | LinkResult> {
    return (await serialOf()?.requestPort()) ?? 'failed';
  }

  protected openDevice(port: SerialPortLike): Promise<void> {
    return port.open({ baudRate: this.#baudRate, bufferSize: 4_096 });
  }

  protected isOf(port: SerialPortLike, { target }: Event): boolean {
    return target === port;
  }

  protected modelOf(port: SerialPortLike): PortModel | null {
    const { usbVendorId: vendorId, usbProductId: productId } = port.getInfo();
    return vendorId === undefined || productId === undefined ? null : { vendorId, productId };
  }

  protected read(port: SerialPortLike): () => Promise<void> {
    const splitter = new Splitter((text) => this.options.onCode(text));
    let stopped = false;
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    const readStreams = async () => {
      // A framing or parity error ends one stream; the port provides another until it is disconnected.
      while (!stopped && port.readable) {
        reader = port.readable.getReader();
        try {
          for (;;) {
            const { value, done } = await reader.read();
            if (done || stopped) break;
            splitter.push(value);
            value.fill(0);
          }
        } catch {
          splitter.clear();
        } finally {
          reader.releaseLock();
        }
        await Promise.resolve();
      }
      if (!stopped) this.lost(port);
    };
    const reading = readStreams();
    return async () => {
      stopped = true;
      splitter.clear();
      await reader?.cancel().catch(() => {});
      await reading;
    };
  }
}
