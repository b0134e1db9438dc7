/** Where the host page was scrolled to before a check, so that the clerk finds the field they came from. */

import { parentOf } from './composed-tree.js';

interface ScrollState {
  readonly element: Element;
  readonly left: number;
  readonly top: number;
}

/** Scroll offsets of the page and of every scrolled container around `element`. */
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

/** Scrolls back, but only where `element` can no longer be seen: a page the clerk scrolled on purpose stays put. */
export function restoreScroll(element: Element, states: readonly ScrollState[]): void {
  if (isInView(element)) return;
  for (const { element: container, left, top } of states)
    container.scrollTo({ left, top, behavior: 'instant' });
  if (!isInView(element)) element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
