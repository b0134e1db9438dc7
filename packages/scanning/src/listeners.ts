/** Event listeners that are taken off one by one: zone.js before 0.14 ignores the `signal` option, and aborting it there takes the host page's listeners off as well. */

/** Each caller names the event type of its own handlers. */
type Handler = (event: never) => void;

/** Adds one listener for each type. Returns the way to take all of them off. */
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
