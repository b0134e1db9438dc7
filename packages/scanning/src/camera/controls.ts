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
}

const caps = (track: MediaStreamTrack): Caps => (track.getCapabilities?.() ?? {}) as Caps;

export function controlsOf(track: MediaStreamTrack | undefined): CameraControls {
  if (!track) return { torch: false, torchOn: false, zoom: null };
  const { torch, zoom } = caps(track);
  const settings = track.getSettings() as Settings;
  return {
    torch: torch === true,
    torchOn: settings.torch === true,
    zoom:
      zoom && zoom.max > zoom.min
        ? { min: zoom.min, max: zoom.max, step: zoom.step ?? 0.1, value: settings.zoom ?? zoom.min }
        : null,
  };
}

/** Returns `false` if the device refused; never rejects. */
export async function apply(
  track: MediaStreamTrack | undefined,
  constraints: { torch?: boolean; zoom?: number; focusMode?: string },
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
