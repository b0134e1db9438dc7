import type { CodeSource, SourceCallbacks } from '../source.js';
import { StatusReporter } from '../status-reporter.js';
import { hidOf, type Link, type LinkResult, type PortModel, serialOf } from './device-apis.js';
import { HidLink } from './hid-link.js';
import { SerialLink } from './serial-link.js';

export type { PortModel };

export type PortProblem =
  /** The browser has neither Web Serial nor WebHID (Firefox, Safari, or an insecure context). */
  | 'unsupported'
  /** The browser, a policy or the embedding frame denied access. */
  | 'denied'
  /** Another program holds the scanner. */
  | 'busy'
  /** The scanner was unplugged. Reconnects automatically. */
  | 'lost'
  /** The chosen device is no scanner, or not in HID POS mode. */
  | 'wrong-mode'
  | 'failed';

/**
 * `off` · `unpaired`: no device is permitted yet, call `connect()` from a click · `on`: reading · `problem`.
 */
export type PortStatus = 'off' | 'unpaired' | 'on' | 'problem';

export type PortApi = 'serial' | 'hid';

/** `onCode` receives the text without AIM identifier and terminator. */
export interface PortSourceOptions extends SourceCallbacks<PortProblem> {
  onStatus?(status: PortStatus, problem?: PortProblem): void;
  /** Bits per second for real COM ports; USB scanners ignore it. Default 9,600. */
  baudRate?: number;
  /** The model connected last: distinguishes it from other permitted devices. */
  model?: PortModel;
}

/** The device APIs that this browser has. */
export function portApis(): PortApi[] {
  return [...(serialOf() ? ['serial' as const] : []), ...(hidOf() ? ['hid' as const] : [])];
}

/**
 * A scanner in serial or HID POS mode. Unlike a keyboard scanner it types into no field, and it is read while
 * another program has the focus. Nothing throws: a failure is reported as a status.
 */
export class PortSource implements CodeSource {
  readonly kind = 'serial';
  readonly #options: PortSourceOptions;
  #links = new Map<PortApi, Link>();
  /** Incremented at each restart; results of an earlier generation are discarded. */
  #generation = 0;
  readonly #state: StatusReporter<PortStatus, PortProblem>;
  #closing: Promise<unknown> = Promise.resolve();

  constructor(options: PortSourceOptions) {
    this.#options = options;
    this.#state = new StatusReporter<PortStatus, PortProblem>('off', (...state) =>
      options.onStatus?.(...state),
    );
  }

  get status(): PortStatus {
    return this.#state.status;
  }

  get problem(): PortProblem | undefined {
    return this.#state.problem;
  }

  get #open(): boolean {
    return [...this.#links.values()].some((link) => link.open);
  }

  /** The connected model; `null` if there is none or a real COM port, which has no ids. */
  get model(): PortModel | null {
    for (const link of this.#links.values()) if (link.open) return link.model;
    return null;
  }

  /** Opens a scanner permitted earlier, without a click. */
  async start(): Promise<void> {
    const generation = await this.#begin();
    if (generation !== this.#generation || this.#links.size === 0) return;
    await this.#reconnect();
  }

  /** Shows the browser's device chooser. Call it from a click. `api` matters only if the browser has both. */
  async connect(api: PortApi = portApis()[0] ?? 'serial'): Promise<void> {
    // No await before the chooser: the user activation would expire.
    if (this.#links.size === 0) this.#create();
    const link = this.#links.get(api);
    if (!link) {
      this.#state.set('problem', 'unsupported');
      return;
    }
    const generation = this.#generation;
    const result = await link.choose();
    if (generation === this.#generation) this.#report(result);
  }

  /** Releases the port. Resolves when it is closed. */
  async stop(): Promise<void> {
    this.#generation += 1;
    const links = [...this.#links.values()];
    this.#links = new Map();
    this.#state.set('off');
    this.#closing = Promise.all([this.#closing, ...links.map((link) => link.close())]);
    await this.#closing;
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  async #begin(): Promise<number> {
    const generation = this.#generation;
    await this.#closing;
    if (generation === this.#generation && this.#links.size === 0) this.#create();
    return generation;
  }

  #create(): void {
    const generation = this.#generation;
    const options = {
      onCode: (text: string) => {
        if (generation === this.#generation) this.#options.onCode(text);
      },
      onLost: () => {
        if (generation === this.#generation && !this.#open) this.#state.set('problem', 'lost');
      },
      onFound: () => {
        if (generation === this.#generation && this.status !== 'on') void this.#reconnect();
      },
      model: this.#options.model,
    };
    if (serialOf()) {
      this.#links.set('serial', new SerialLink(options, this.#options.baudRate ?? 9_600));
    }
    if (hidOf()) this.#links.set('hid', new HidLink(options));
    if (this.#links.size === 0) this.#state.set('problem', 'unsupported');
  }

  async #reconnect(): Promise<void> {
    const generation = this.#generation;
    const results = await Promise.all([...this.#links.values()].map((link) => link.reconnect()));
    if (generation !== this.#generation) return;
    const decisive =
      results.find((result) => result === 'open') ?? results.find((result) => result !== 'none');
    if (this.status === 'problem' && this.problem === 'lost' && !decisive) return;
    this.#report(decisive ?? 'none');
  }

  #report(result: LinkResult): void {
    if (result === 'open' || this.#open) this.#state.set('on');
    else if (result === 'none') this.#state.set('unpaired');
    else if (result !== 'cancelled') this.#state.set('problem', result);
    // Cancelling the chooser changes no other status.
    else if (this.status === 'off') this.#state.set('unpaired');
  }
}
