/**
 * Event listeners that are removed one by one: in zone.js before 0.14 the `signal` option is ignored, and
 * aborting it removes the page's listeners as well.
 */

/** `never`, so that each handler can declare its own event type. */
type Handler = (event: never) => void;

/** Adds one listener for each type. Returns a function that removes them all. */
export function listen(
  target: EventTarget | null | undefined,
  handlers: Readonly<Record<string, Handler>>,
  options: AddEventListenerOptions = {},
): () => void {
  const types = Object.keys(handlers);
  for (const type of types) target?.addEventListener(type, handlers[type] as EventListener, options);
  return () => {
    for (const type of types) target?.removeEventListener(type, handlers[type] as EventListener, options);
  };
}
