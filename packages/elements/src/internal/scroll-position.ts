/** Where the host page was scrolled to before a check, so that the clerk finds the field they came from. */

interface ScrollState {
  readonly element: Element;
  readonly left: number;
  readonly top: number;
}

/** Scroll offsets of the page and of every scrolled container around `element`. */
export function captureScroll(element: Element): readonly ScrollState[] {
  const states: ScrollState[] = [];
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode)
    if (node instanceof Element && node.scrollHeight > node.clientHeight)
      states.push({ element: node, left: node.scrollLeft, top: node.scrollTop });
  return states;
}

function isInView(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const { innerHeight, innerWidth } = window;
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}

/** Scrolls back, but only where `element` can no longer be seen: a page the clerk scrolled on purpose stays put. */
export function restoreScroll(element: Element, states: readonly ScrollState[]): void {
  if (isInView(element)) return;
  for (const { element: container, left, top } of states)
    container.scrollTo({ left, top, behavior: 'instant' });
  if (!isInView(element)) element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
