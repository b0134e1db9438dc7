/** Ancestors across shadow roots. No `instanceof`, because nodes may belong to another window. */

/** The parent node, or the host of a shadow root. */
export const parentOf = (node: Node): Node | null => (node as ShadowRoot).host ?? node.parentNode;

/** Whether a node is an element or inside it. */
export function isInside(inner: Node, outer: Element): boolean {
  for (let node: Node | null = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
}
