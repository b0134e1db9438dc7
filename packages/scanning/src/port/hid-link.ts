import { listen } from '../listeners.js';
import { withTimeLimit } from '../time-limit.js';
import {
  type HidDeviceLike,
  hidOf,
  type InputReport,
  type Link,
  type LinkOptions,
  type LinkResult,
  OPEN_LIMIT_MS,
  type PortModel,
  resultOf,
} from './device-apis.js';
import { isScanner, type Layout, layoutsOf, partOf, USUAL, USUAL_ID } from './hid-report.js';
import { textOfBytes } from './scanned-bytes.js';

/** Honeywell and Metrologic send nothing until feature report 254 tells them to. */
const NEED_WAKING = [0x0c2e, 0x23d0];
const MAX_BYTES = 4_096;

/** A scanner in "USB HID POS" mode. */
export class HidLink implements Link {
  readonly #options: LinkOptions;
  readonly #unlisten: () => void;
  #closed = false;
  #device: HidDeviceLike | null = null;
  #endSession: () => void = () => {};
  #bytes: number[] = [];

  constructor(options: LinkOptions) {
    this.#options = options;
    const gone = (event: Event) => {
      if ((event as InputReport).device !== this.#device || !this.#device) return;
      void this.#shut();
      options.onLost();
    };
    this.#unlisten = listen(hidOf(), { connect: () => options.onFound(), disconnect: gone });
  }

  get open(): boolean {
    return this.#device !== null;
  }

  get model(): PortModel | null {
    const device = this.#device;
    return device && { vendorId: device.vendorId, productId: device.productId };
  }

  async reconnect(): Promise<LinkResult> {
    if (this.#device) return 'open';
    try {
      const { model } = this.#options;
      const devices = ((await hidOf()?.getDevices()) ?? []).filter((device) => isScanner(device.collections));
      const wished = devices.find(
        (device) => device.vendorId === model?.vendorId && device.productId === model.productId,
      );
      const device = wished ?? devices[0];
      return device ? await this.#open(device) : 'none';
    } catch (error) {
      return resultOf(error);
    }
  }

  async choose(): Promise<LinkResult> {
    try {
      const chosen = (await hidOf()?.requestDevice({ filters: [{ usagePage: 0x8c }] })) ?? [];
      if (chosen.length === 0) return 'cancelled';
      const device = chosen.find(({ collections }) => isScanner(collections));
      if (!device) return 'wrong-mode';
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

  async #open(device: HidDeviceLike): Promise<LinkResult> {
    if (!device.opened) await withTimeLimit(device.open(), OPEN_LIMIT_MS);
    if (this.#closed || this.#device) {
      if (device !== this.#device) await device.close().catch(() => {});
      return this.#device ? 'open' : 'cancelled';
    }
    this.#device = device;
    this.#bytes = [];
    const layouts = layoutsOf(device.collections);
    if (layouts.size === 0) layouts.set(USUAL_ID, USUAL);
    const inputreport = (event: Event) => this.#take(event as InputReport, layouts);
    this.#endSession = listen(device, { inputreport });
    if (NEED_WAKING.includes(device.vendorId)) {
      await device.sendFeatureReport(254, new Uint8Array([1])).catch(() => {});
    }
    return 'open';
  }

  #take({ reportId, data }: InputReport, layouts: Map<number, Layout>): void {
    const layout = layouts.get(reportId);
    if (!layout) return;
    const { bytes, more } = partOf(data, layout);
    if (this.#bytes.length <= MAX_BYTES) this.#bytes.push(...bytes);
    if (more) return;
    const whole = this.#bytes.length <= MAX_BYTES ? textOfBytes(new Uint8Array(this.#bytes)) : '';
    this.#bytes = [];
    if (whole) this.#options.onCode(whole);
  }

  async #shut(): Promise<void> {
    const device = this.#device;
    this.#device = null;
    this.#endSession();
    this.#bytes = [];
    if (device) await device.close().catch(() => {});
  }
}
