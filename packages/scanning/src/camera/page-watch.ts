import { listen } from '../listeners.js';

interface PageWatchOptions {
  /** The page was hidden, shown, left or returned to. */
  onVisibility(): void;
  /** A user gesture: some browsers play a video only after one. */
  onGesture(): void;
  onDevicesChanged(): void;
  onPermissionGranted(): void;
}

/**
 * Listens for page visibility, gestures, device changes and camera permission between `start()` and `stop()`.
 */
export class PageWatch {
  readonly #options: PageWatchOptions;
  #away = false;
  #stops: (() => void)[] = [];
  /** Incremented at each restart; results of an earlier generation are discarded. */
  #generation = 0;

  constructor(options: PageWatchOptions) {
    this.#options = options;
  }

  /** The page is visible and not in the back/forward cache. */
  get inUse(): boolean {
    return !this.#away && document.visibilityState !== 'hidden';
  }

  start(): void {
    this.#away = false;
    if (this.#stops.length) return;
    const generation = ++this.#generation;
    const { onVisibility, onGesture, onDevicesChanged } = this.#options;
    const moved = (away: boolean) => () => {
      this.#away = away;
      onVisibility();
    };
    this.#stops = [
      listen(document, { visibilitychange: onVisibility }),
      listen(window, { pagehide: moved(true), pageshow: moved(false) }),
      listen(document, { pointerdown: onGesture }, { passive: true, capture: true }),
    ];
    const { mediaDevices, permissions } = navigator;
    if (mediaDevices) this.#stops.push(listen(mediaDevices, { devicechange: onDevicesChanged }));
    permissions
      ?.query({ name: 'camera' as PermissionName })
      .then((permission) => {
        if (generation !== this.#generation || !this.#stops.length) return;
        const change = () => permission.state === 'granted' && this.#options.onPermissionGranted();
        this.#stops.push(listen(permission, { change }));
      })
      .catch(() => {}); // Firefox before 132 does not know this permission.
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
