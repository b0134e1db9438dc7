/** Warns the developer of the page. Never throws, because some pages remove the console. */
export function warn(what: string): void {
  try {
    console.warn(`cid-elements: ${what}`);
  } catch {
    // No console.
  }
}
