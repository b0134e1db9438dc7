import type { Point } from '../decoder-like.js';

/** Torch, zoom and focus, which TypeScript's DOM types lack and few browsers support. */

interface Caps {
  torch?: boolean;
  zoom?: { min: number; max: number; step?: number };
  focusMode?: string[];
}
interface Settings {
  torch?: boolean;
  zoom?: number;
}

export interface CameraControls {
  /** The device has a torch. */
  torch: boolean;
  torchOn: boolean;
  /** Zoom factors in the device's scale (often 1 to 8); `null` without zoom. */
  zoom: { min: number; max: number; step: number; value: number } | null;
  /** The device can focus again on request. */
  focus: boolean;
}

const caps = (track: MediaStreamTrack): Caps => (track.getCapabilities?.() ?? {}) as Caps;

/** Without a single focus run, continuous focus runs again after it was set to manual. */
const canRestart = (modes: string[] | undefined): boolean =>
  modes?.includes('continuous') === true && modes.includes('manual');

export function controlsOf(track: MediaStreamTrack | undefined): CameraControls {
  if (!track) return { torch: false, torchOn: false, zoom: null, focus: false };
  const { torch, zoom, focusMode } = caps(track);
  const settings = track.getSettings() as Settings;
  return {
    torch: torch === true,
    torchOn: settings.torch === true,
    zoom:
      zoom && zoom.max > zoom.min
        ? { min: zoom.min, max: zoom.max, step: zoom.step ?? 0.1, value: settings.zoom ?? zoom.min }
        : null,
    focus: focusMode?.includes('single-shot') === true || canRestart(focusMode),
  };
}

/** Returns `false` if the device refused; never rejects. */
export async function apply(
  track: MediaStreamTrack | undefined,
  constraints: { torch?: boolean; zoom?: number; focusMode?: string; pointsOfInterest?: Point[] },
): Promise<boolean> {
  if (track?.readyState !== 'live') return false;
  try {
    await track.applyConstraints({ advanced: [constraints as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}

/** Sets continuous focus, because the distance of a phone to the lens varies. */
export async function keepFocusing(track: MediaStreamTrack): Promise<void> {
  if (caps(track).focusMode?.includes('continuous')) await apply(track, { focusMode: 'continuous' });
}

/** Time for a single focus run before continuous focus follows. */
const FOCUS_RUN_MS = 1_500;

/** A browser that knows points of interest; whether the device does, only a request shows. */
const knowsPoints = (): boolean =>
  (navigator.mediaDevices?.getSupportedConstraints?.() as { pointsOfInterest?: boolean } | undefined)
    ?.pointsOfInterest === true;

/** One focus run at a time. */
export class FocusRun {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Focuses again, on this point (fractions of the picture) if the device can. Returns `false` if the device
   * cannot focus; never rejects.
   */
  async start(track: MediaStreamTrack | undefined, point?: Point): Promise<boolean> {
    this.cancel();
    if (!track) return false;
    const { focusMode } = caps(track);
    if (!focusMode?.includes('single-shot')) {
      if (!canRestart(focusMode)) return false;
      await apply(track, { focusMode: 'manual' });
      return apply(track, { focusMode: 'continuous' });
    }
    const run = { focusMode: 'single-shot' };
    const onPoint = point !== undefined && knowsPoints();
    const started =
      (onPoint && (await apply(track, { ...run, pointsOfInterest: [point] }))) || (await apply(track, run));
    if (started) this.#timer = setTimeout(() => void keepFocusing(track), FOCUS_RUN_MS);
    return started;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
