/**
 * Call from `disconnectedCallback`: `gone` runs unless the element is connected again by the next task.
 * A move in the document disconnects and connects in one go and must not stop a camera.
 */
export function onRemoved(element: Element, gone: () => void): void {
  setTimeout(() => {
    if (!element.isConnected) gone();
  }, 0);
}
