/** Walks upwards through shadow roots. Nodes may come from another window, so classes are not compared. */

/** The parent of a node; of a shadow root, its host. */
export const parentOf = (node: Node): Node | null => (node as ShadowRoot).host ?? node.parentNode;

/** Whether a node is inside an element, or the element itself. */
export function isInside(inner: Node, outer: Element): boolean {
  for (let node: Node | null = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
}
