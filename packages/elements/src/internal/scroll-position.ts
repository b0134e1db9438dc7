/** Saves and restores scroll positions, so that the previously focused field is in view after a check. */

import { parentOf } from './composed-tree.js';

interface ScrollState {
  readonly element: Element;
  readonly left: number;
  readonly top: number;
}

/** Scroll offsets of the page and of every scroll container around `element`. */
export function captureScroll(element: Element): readonly ScrollState[] {
  const states: ScrollState[] = [];
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const container = node as Element;
    if (container.scrollHeight > container.clientHeight)
      states.push({ element: container, left: container.scrollLeft, top: container.scrollTop });
  }
  return states;
}

function isInView(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const { innerHeight, innerWidth } = element.ownerDocument.defaultView ?? window;
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}

/** Restores the offsets only if `element` is out of view, to keep a deliberate scroll of the clerk. */
export function restoreScroll(element: Element, states: readonly ScrollState[]): void {
  if (isInView(element)) return;
  for (const { element: container, left, top } of states)
    container.scrollTo({ left, top, behavior: 'instant' });
  if (!isInView(element)) element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
