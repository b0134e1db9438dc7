/** Warns the developer of the page. Never throws: some hosts remove the console. */
export function warn(what: string): void {
  try {
    console.warn(`cid-elements: ${what}`);
  } catch {
    // There is no console.
  }
}
