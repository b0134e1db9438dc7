/** The camera the clerk asked to remember. A page may forbid storage: then it is chosen anew next time. */

const KEY = 'cid-camera';

export function rememberedCamera(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** @param deviceId empty: forget it */
export function rememberCamera(deviceId: string): void {
  try {
    if (deviceId) localStorage.setItem(KEY, deviceId);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden here.
  }
}
