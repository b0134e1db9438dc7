/** What can be set on a camera while it runs. */
export interface CameraSettings {
  readonly torch?: boolean;
  readonly zoom?: number;
}

/** Which camera is wanted, and how it is set. Both hold over restarts. */
export class CameraWish {
  #chosen: string | null;
  #unplugged: string | null = null;
  #settings: CameraSettings = {};
  #generation = 0;

  /** @param chosen the device chosen earlier; the browser chooses where there is none */
  constructor(chosen: string | null) {
    this.#chosen = chosen;
  }

  get chosen(): string | null {
    return this.#chosen;
  }

  /** The camera to ask for: one that was unplugged replaces its substitute when it is plugged in again. */
  get deviceId(): string | null {
    return this.#chosen ?? this.#unplugged;
  }

  get settings(): CameraSettings {
    return this.#settings;
  }

  /** Grows with each choice: a request that began before the last one is dropped. */
  get generation(): number {
    return this.#generation;
  }

  choose(deviceId: string | null): void {
    this.#chosen = deviceId;
    this.#generation += 1;
    this.reset();
  }

  addSettings(settings: CameraSettings): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** The camera in use was unplugged. */
  setUnplugged(deviceId: string): void {
    this.#unplugged = deviceId;
  }

  /** Forgets all but the choice. */
  reset(): void {
    this.#unplugged = null;
    this.#settings = {};
  }
}
