/** As much of Web Serial and WebHID as scanners need; neither is in TypeScript's DOM library. */

export interface SerialPortLike extends EventTarget {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { baudRate: number; bufferSize?: number }): Promise<void>;
  close(): Promise<void>;
  getInfo(): { usbVendorId?: number; usbProductId?: number };
}

export interface SerialLike extends EventTarget {
  getPorts(): Promise<SerialPortLike[]>;
  requestPort(options?: object): Promise<SerialPortLike>;
}

export interface HidItem {
  isConstant?: boolean;
  isRange?: boolean;
  usages?: number[];
  usageMinimum?: number;
  usageMaximum?: number;
  reportSize?: number;
  reportCount?: number;
}

export interface HidCollection {
  usagePage?: number;
  usage?: number;
  children?: HidCollection[];
  inputReports?: { reportId?: number; items?: HidItem[] }[];
}

export interface HidDeviceLike extends EventTarget {
  readonly opened: boolean;
  readonly vendorId: number;
  readonly productId: number;
  readonly collections: HidCollection[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendFeatureReport(reportId: number, data: Uint8Array): Promise<void>;
}

export interface HidLike extends EventTarget {
  getDevices(): Promise<HidDeviceLike[]>;
  requestDevice(options: { filters: object[] }): Promise<HidDeviceLike[]>;
}

export interface InputReport extends Event {
  readonly device: HidDeviceLike;
  readonly reportId: number;
  readonly data: DataView;
}

type Ports = Navigator & { serial?: SerialLike; hid?: HidLike };

export const serialOf = (): SerialLike | undefined => (navigator as Ports).serial;
export const hidOf = (): HidLike | undefined => (navigator as Ports).hid;

/** Identifies a model of scanner, not a single device. */
export interface PortModel {
  vendorId: number;
  productId: number;
}

/** A connection to a scanner, by serial or HID. Methods do not throw: they return what happened. */
export interface Link {
  readonly open: boolean;
  readonly model: PortModel | null;
  /** Opens the scanner permitted earlier, if there is one and no doubt which. */
  reconnect(): Promise<LinkResult>;
  /** Lets the user choose one; from a click. */
  choose(): Promise<LinkResult>;
  close(): Promise<void>;
}

export type LinkResult = 'open' | 'none' | 'cancelled' | 'denied' | 'busy' | 'wrong-mode' | 'failed';

export interface LinkOptions {
  onCode(text: string): void;
  /** The scanner was unplugged or switched off. */
  onLost(): void;
  /** A permitted one was plugged in. */
  onFound(): void;
  /** The model to prefer among several. */
  model?: PortModel | undefined;
}

/** What a refused `requestPort`, `requestDevice` or `open` means. */
export function resultOf(error: unknown): LinkResult {
  switch ((error as { name?: unknown } | null)?.name) {
    case 'NotFoundError': // the list was closed without a choice
    case 'AbortError':
      return 'cancelled';
    case 'SecurityError':
    case 'NotAllowedError':
      return 'denied';
    case 'NetworkError': // another program has the port
    case 'InvalidStateError':
      return 'busy';
    default:
      return 'failed';
  }
}
