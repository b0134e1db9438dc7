/** The camera that the clerk asked to remember, in `localStorage`, if the page allows it. */

const KEY = 'cid-camera';

export function rememberedCamera(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** @param deviceId empty to remove it */
export function rememberCamera(deviceId: string): void {
  try {
    if (deviceId) localStorage.setItem(KEY, deviceId);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is not available.
  }
}
