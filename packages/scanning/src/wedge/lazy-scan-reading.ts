export type ScanReadingPart = typeof import('./scan-reading.js');

let loaded: ScanReadingPart | undefined;

/** What reads a scan, once it is loaded. */
export const scanReading = (): ScanReadingPart | undefined => loaded;

/** Loads it, or tries again where that failed before. Rejects when it does not come. */
export async function loadScanReading(): Promise<ScanReadingPart> {
  loaded ??= await import('./scan-reading.js');
  return loaded;
}
