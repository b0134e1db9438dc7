/** Adds a listener. Returns the way to remove it. (Host pages patch the platform: pairs survive that, signals may not.) */
export function listen<E extends Event = Event>(
  target: EventTarget,
  type: string,
  listener: (event: E) => void,
  capture = false,
): () => void {
  const heard = listener as (event: Event) => void;
  target.addEventListener(type, heard, capture);
  return () => target.removeEventListener(type, heard, capture);
}
