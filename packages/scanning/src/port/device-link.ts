import { listen } from '../listeners.js';
import { withTimeLimit } from '../time-limit.js';
import { type Link, type LinkOptions, type LinkResult, type PortModel, resultOf } from './device-apis.js';

/** Timeout for opening a device. */
const OPEN_LIMIT_MS = 10_000;

/** Lifecycle of one scanner over Web Serial or WebHID: found or chosen, opened, read, lost, closed. */
export abstract class DeviceLink<Device extends { close(): Promise<void> }> implements Link {
  protected readonly options: LinkOptions;
  readonly #unlisten: () => void;
  #device: Device | null = null;
  #stopReading: () => void | Promise<void> = () => {};
  #shutting: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param api `navigator.serial` or `navigator.hid` */
  constructor(options: LinkOptions, api: EventTarget | undefined) {
    this.options = options;
    this.#unlisten = listen(api, {
      connect: () => options.onFound(),
      disconnect: (event: Event) => this.#device && this.isOf(this.#device, event) && this.lost(this.#device),
    });
  }

  /** The device permitted earlier, if it is unambiguous. May reject. */
  protected abstract permitted(): Promise<Device | undefined>;
  /** Shows the browser's device chooser. May reject. */
  protected abstract request(): Promise<Device | LinkResult>;
  protected abstract openDevice(device: Device): Promise<void>;
  /** Starts reading the open device. Returns a function that stops it. */
  protected abstract read(device: Device): () => void | Promise<void>;
  /** Whether a `disconnect` event concerns this device. */
  protected abstract isOf(device: Device, event: Event): boolean;
  protected abstract modelOf(device: Device): PortModel | null;

  get open(): boolean {
    return this.#device !== null;
  }

  get model(): PortModel | null {
    return this.#device && this.modelOf(this.#device);
  }

  async reconnect(): Promise<LinkResult> {
    if (this.#device) return 'open';
    try {
      const device = await this.permitted();
      return device ? await this.#open(device) : 'none';
    } catch (error) {
      return resultOf(error);
    }
  }

  async choose(): Promise<LinkResult> {
    try {
      const device = await this.request();
      if (typeof device === 'string') return device;
      if (device === this.#device) return 'open';
      await this.#shut();
      return await this.#open(device);
    } catch (error) {
      return resultOf(error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unlisten();
    await this.#shut();
  }

  /** The device was unplugged or switched off. */
  protected lost(device: Device): void {
    if (device !== this.#device) return;
    void this.#shut();
    this.options.onLost();
  }

  async #open(device: Device): Promise<LinkResult> {
    await this.#shutting;
    await withTimeLimit(this.openDevice(device), OPEN_LIMIT_MS);
    if (this.#closed || this.#device) {
      if (device !== this.#device) await device.close().catch(() => {});
      return this.#device ? 'open' : 'cancelled';
    }
    this.#device = device;
    this.#stopReading = this.read(device);
    return 'open';
  }

  /** Closes the device. It must not be opened again before the promise resolves. */
  #shut(): Promise<void> {
    const device = this.#device;
    this.#device = null;
    if (device) this.#shutting = this.#free(device);
    return this.#shutting;
  }

  async #free(device: Device): Promise<void> {
    await this.#stopReading();
    await device.close().catch(() => {});
  }
}
