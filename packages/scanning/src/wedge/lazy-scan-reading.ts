export type ScanReadingPart = typeof import('./scan-reading.js');

let loaded: ScanReadingPart | undefined;

/** The module, once it has loaded. */
export const scanReading = (): ScanReadingPart | undefined => loaded;

/** Loads the module, again after a failure. Rejects if it fails to load. */
export async function loadScanReading(): Promise<ScanReadingPart> {
  loaded ??= await import('./scan-reading.js');
  return loaded;
}
