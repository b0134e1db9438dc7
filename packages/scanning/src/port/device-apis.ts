/** The parts of Web Serial and WebHID that scanners need. TypeScript's DOM library has neither. */

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

/** Identifies a scanner model, not a single device. */
export interface PortModel {
  vendorId: number;
  productId: number;
}

/** A connection to a scanner over serial or HID. Methods do not reject: they return a result. */
export interface Link {
  readonly open: boolean;
  readonly model: PortModel | null;
  /** Opens the scanner permitted earlier, if it is unambiguous. */
  reconnect(): Promise<LinkResult>;
  /** Shows the browser's device chooser. Requires a user gesture. */
  choose(): Promise<LinkResult>;
  close(): Promise<void>;
}

export type LinkResult = 'open' | 'none' | 'cancelled' | 'denied' | 'busy' | 'wrong-mode' | 'failed';

export interface LinkOptions {
  onCode(text: string): void;
  /** The scanner was unplugged or switched off. */
  onLost(): void;
  /** A permitted scanner was plugged in. */
  onFound(): void;
  /** The preferred model if several are permitted. */
  model?: PortModel | undefined;
}

/** Maps an error of `requestPort`, `requestDevice` or `open` to a result. */
export function resultOf(error: unknown): LinkResult {
  switch ((error as { name?: unknown } | null)?.name) {
    case 'NotFoundError': // The chooser was closed without a choice.
    case 'AbortError':
      return 'cancelled';
    case 'SecurityError':
    case 'NotAllowedError':
      return 'denied';
    case 'NetworkError': // Another program holds the port.
    case 'InvalidStateError':
      return 'busy';
    default:
      return 'failed';
  }
}
