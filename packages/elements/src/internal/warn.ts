/** Tells a developer what is wrong with the page. Never throws: a page may have taken its console away. */
export function warn(what: string): void {
  try {
    console.warn(`cid-elements: ${what}`);
  } catch {
    // Some hosts remove the console.
  }
}
