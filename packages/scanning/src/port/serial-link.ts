import { listen } from '../listeners.js';
import { withTimeLimit } from '../time-limit.js';
import {
  type Link,
  type LinkOptions,
  type LinkResult,
  OPEN_LIMIT_MS,
  type PortModel,
  resultOf,
  type SerialPortLike,
  serialOf,
} from './device-apis.js';
import { Splitter } from './scanned-bytes.js';

/** A scanner in serial mode: a real COM port or USB's imitation of one. */
export class SerialLink implements Link {
  readonly #options: LinkOptions & { baudRate: number };
  readonly #splitter: Splitter;
  readonly #unlisten: () => void;
  #closed = false;
  #port: SerialPortLike | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #reading: Promise<void> = Promise.resolve();
  #shutting: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions & { baudRate: number }) {
    this.#options = options;
    this.#splitter = new Splitter((text) => options.onCode(text));
    this.#unlisten = listen(serialOf(), {
      connect: () => options.onFound(),
      disconnect: (event: Event) => event.target === this.#port && this.#lost(),
    });
  }

  get open(): boolean {
    return this.#port !== null;
  }

  get model(): PortModel | null {
    const info = this.#port?.getInfo();
    if (info?.usbVendorId === undefined || info.usbProductId === undefined) return null;
    return { vendorId: info.usbVendorId, productId: info.usbProductId };
  }

  async reconnect(): Promise<LinkResult> {
    if (this.#port) return 'open';
    try {
      let ports = (await serialOf()?.getPorts()) ?? [];
      const { model } = this.#options;
      if (model) {
        ports = ports.filter((port) => {
          const { usbVendorId, usbProductId } = port.getInfo();
          return usbVendorId === model.vendorId && usbProductId === model.productId;
        });
      }
      // The page may also have a receipt printer: with several ports and no preference, the user decides.
      return ports.length === 1 ? await this.#open(ports[0]!) : 'none';
    } catch (error) {
      return resultOf(error);
    }
  }

  async choose(): Promise<LinkResult> {
    try {
      const port = await serialOf()?.requestPort();
      if (!port) return 'failed';
      if (port === this.#port) return 'open';
      await this.#shut();
      return await this.#open(port);
    } catch (error) {
      return resultOf(error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unlisten();
    await this.#shut();
  }

  async #open(port: SerialPortLike): Promise<LinkResult> {
    await this.#shutting;
    await withTimeLimit(port.open({ baudRate: this.#options.baudRate, bufferSize: 4_096 }), OPEN_LIMIT_MS);
    if (this.#closed || this.#port) {
      await port.close().catch(() => {});
      return this.#port ? 'open' : 'cancelled';
    }
    this.#port = port;
    this.#reading = this.#read(port);
    return 'open';
  }

  async #read(port: SerialPortLike): Promise<void> {
    // A framing or parity error ends one stream; the port gives another until it is gone.
    while (port === this.#port && port.readable) {
      const reader = port.readable.getReader();
      this.#reader = reader;
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done || port !== this.#port) break;
          this.#splitter.push(value);
          value.fill(0);
        }
      } catch {
        this.#splitter.clear();
      } finally {
        this.#reader = null;
        reader.releaseLock();
      }
      await Promise.resolve();
    }
    if (port === this.#port) this.#lost();
  }

  /** Until this resolves the port is not to be opened again. */
  #shut(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    this.#splitter.clear();
    if (port) this.#shutting = this.#free(port);
    return this.#shutting;
  }

  async #free(port: SerialPortLike): Promise<void> {
    await this.#reader?.cancel().catch(() => {});
    await this.#reading;
    await port.close().catch(() => {});
  }

  #lost(): void {
    if (!this.#port) return;
    void this.#shut();
    this.#options.onLost();
  }
}
