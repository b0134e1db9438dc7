type ScanReading = typeof import('./scan-reading.js');

let loaded: ScanReading | undefined;

/** What reads a scan, once it is loaded. */
export const scanReading = (): ScanReading | undefined => loaded;

/** Loads it, or tries again where that failed before. Rejects when it does not come. */
export async function loadScanReading(): Promise<ScanReading> {
  loaded ??= await import('./scan-reading.js');
  return loaded;
}
