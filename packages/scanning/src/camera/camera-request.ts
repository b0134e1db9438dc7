/** Settings that can be changed while a camera runs. */
export interface CameraSettings {
  readonly torch?: boolean;
  readonly zoom?: number;
}

/** The requested camera and its settings. Both survive restarts. */
export class CameraRequest {
  #chosen: string | null;
  #unplugged: string | null = null;
  #settings: CameraSettings = {};
  #generation = 0;

  /** @param chosen the `deviceId` chosen earlier; `null` leaves the choice to the browser */
  constructor(chosen: string | null) {
    this.#chosen = chosen;
  }

  get chosen(): string | null {
    return this.#chosen;
  }

  /** The camera to request. An unplugged one replaces its substitute when it is connected again. */
  get deviceId(): string | null {
    return this.#chosen ?? this.#unplugged;
  }

  get settings(): CameraSettings {
    return this.#settings;
  }

  /** Incremented with each choice; results of an earlier generation are discarded. */
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

  /** Call when the camera in use was unplugged. */
  setUnplugged(deviceId: string): void {
    this.#unplugged = deviceId;
  }

  /** Drops everything but the choice. */
  reset(): void {
    this.#unplugged = null;
    this.#settings = {};
  }
}
