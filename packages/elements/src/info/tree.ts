/**
 * A document tree, from which `<cid-info>` creates nodes and the page without scripts is printed. Without DOM
 * and Node.
 */
export interface Tree {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

type Child = Tree | string | false | undefined | null;

/** Creates an element. Falsy children are omitted. */
export const h = (
  tag: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Child | readonly Child[])[]
): Tree => ({
  tag,
  attributes: Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  children: children.flat().filter((child): child is Tree | string => Boolean(child)),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const INLINE = new Set(['a', 'b', 'span', 'path', 'rect', 'circle', 'g']);

/** Serializes to HTML, one block per line. Text is escaped. Every element is closed, as XML requires. */
export function toHtml(node: Tree | string, indent = ''): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  const open = `<${node.tag}${attributes}>`;
  const close = `</${node.tag}>`;
  const blocks = node.children.some((child) => typeof child !== 'string' && !INLINE.has(child.tag));
  if (!blocks) return open + node.children.map((child) => toHtml(child)).join('') + close;
  const inner = `${indent}  `;
  return `${open}\n${node.children.map((child) => inner + toHtml(child, inner)).join('\n')}\n${indent}${close}`;
}
