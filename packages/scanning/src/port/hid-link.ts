import { listen } from '../listeners.js';
import {
  type HidDeviceLike,
  hidOf,
  type InputReport,
  type LinkOptions,
  type LinkResult,
  type PortModel,
} from './device-apis.js';
import { DeviceLink } from './device-link.js';
import { isScanner, layoutsOf, partOf, USUAL, USUAL_ID } from './hid-report.js';
import { textOfBytes } from './scanned-bytes.js';

/** Vendor ids of Honeywell and Metrologic: their scanners send nothing before feature report 254. */
const NEED_ENABLE_REPORT = [0x0c2e, 0x23d0];
const MAX_BYTES = 4_096;

/** A scanner in "USB HID POS" mode. */
export class HidLink extends DeviceLink<HidDeviceLike> {
  constructor(options: LinkOptions) {
    super(options, hidOf());
  }

  protected async permitted(): Promise<HidDeviceLike | undefined> {
    const { model } = this.options;
    const devices = ((await hidOf()?.getDevices()) ?? []).filter((device) => isScanner(device.collections));
    const preferred = devices.find(
      (device) => device.vendorId === model?.vendorId && device.productId === model.productId,
    );
    return preferred ?? devices[0];
  }

  protected async request(): Promise<HidDeviceLike | LinkResult> {
    const chosen = (await hidOf()?.requestDevice({ filters: [{ usagePage: 0x8c }] })) ?? [];
    if (chosen.length === 0) return 'cancelled';
    return chosen.find(({ collections }) => isScanner(collections)) ?? 'wrong-mode';
  }

  protected async openDevice(device: HidDeviceLike): Promise<void> {
    if (!device.opened) await device.open();
  }

  protected isOf(device: HidDeviceLike, event: Event): boolean {
    return (event as InputReport).device === device;
  }

  protected modelOf({ vendorId, productId }: HidDeviceLike): PortModel {
    return { vendorId, productId };
  }

  protected read(device: HidDeviceLike): () => void {
    const layouts = layoutsOf(device.collections);
    if (layouts.size === 0) layouts.set(USUAL_ID, USUAL);
    let received: number[] = [];
    const inputreport = (event: Event) => {
      const { reportId, data } = event as InputReport;
      const layout = layouts.get(reportId);
      if (!layout) return;
      const { bytes, more } = partOf(data, layout);
      if (received.length <= MAX_BYTES) received.push(...bytes);
      if (more) return;
      const text = received.length <= MAX_BYTES ? textOfBytes(new Uint8Array(received)) : '';
      received = [];
      if (text) this.options.onCode(text);
    };
    const unlisten = listen(device, { inputreport });
    if (NEED_ENABLE_REPORT.includes(device.vendorId)) {
      device.sendFeatureReport(254, new Uint8Array([1])).catch(() => {});
    }
    return unlisten;
  }
}
