type Interpretation = typeof import('./interpretation.js');

let loaded: Interpretation | undefined;

/** The part that tells the meaning of a scan, once it is loaded. */
export const interpretation = (): Interpretation | undefined => loaded;

/** Loads it, or tries again where that failed before. Rejects when it does not come. */
export async function loadInterpretation(): Promise<Interpretation> {
  loaded ??= await import('./interpretation.js');
  return loaded;
}
