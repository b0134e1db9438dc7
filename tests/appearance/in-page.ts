/** Checks that run inside pages. Each function is serialised and must not use anything outside its body. */

export interface Contrast {
  readonly shown: string;
  readonly what: string;
  readonly ratio: number;
  readonly least: number;
}

/**
 * Texts (4.5:1; 7:1 in an outcome) and borders of controls (3:1) with insufficient contrast of computed
 * colours.
 */
export function lowContrast(): { low: Contrast[]; seen: number } {
  type Colour = [number, number, number, number];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const parsed = new Map<string, Colour>();
  const colour = (text: string): Colour => {
    let found = parsed.get(text);
    if (!found) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      found = [r, g, b, a / 255];
      parsed.set(text, found);
    }
    return found;
  };
  const light = ([r, g, b]: Colour) => {
    const part = (value: number) => {
      const c = value / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ratio = (a: Colour, b: Colour) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p) as [number, number];
    return Math.round(((x + 0.05) / (y + 0.05)) * 100) / 100;
  };
  const parent = (element: Element): Element | null =>
    element.assignedSlot ??
    element.parentElement ??
    ((element.getRootNode() as ShadowRoot).host as Element | undefined) ??
    null;
  /** The background colours of an element, including all colours of a gradient. */
  const grounds = (from: Element | null): Colour[] => {
    for (let element = from; element; element = parent(element)) {
      const style = getComputedStyle(element);
      const stripes = style.backgroundImage.match(/rgba?\([^)]*\)/g);
      if (stripes) return stripes.map(colour);
      const ground = colour(style.backgroundColor);
      if (ground[3] > 0.99) return [ground];
    }
    return [[255, 255, 255, 1]];
  };
  const low: Contrast[] = [];
  let seen = 0;
  const check = (shown: string, what: string, front: Colour, behind: Colour[], least: number) => {
    seen += 1;
    for (const ground of behind) {
      const found = ratio(front, ground);
      if (found < least) low.push({ shown, what, ratio: found, least });
    }
  };
  const walk = (node: Element | ShadowRoot, shown: string) => {
    if (node instanceof Element) {
      const style = getComputedStyle(node);
      if (style.display === 'none' || style.clipPath !== 'none') return;
      const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim());
      const outcome = node.closest('.outcome') !== null;
      if (own)
        check(
          shown,
          node.textContent!.trim().slice(0, 40),
          colour(style.color),
          grounds(node),
          outcome ? 7 : 4.5,
        );
      if (node.matches('.button:not(.quiet), .benefit, select, .outcome'))
        check(shown, `edge of ${node.className}`, colour(style.borderTopColor), grounds(parent(node)), 3);
      if (node.matches('.icon'))
        check(shown, 'icon', colour(style.color), [colour(style.backgroundColor)], 3);
      if (node.shadowRoot) walk(node.shadowRoot, shown);
    }
    for (const child of node.children) walk(child, shown);
  };
  for (const element of document.querySelectorAll<HTMLElement>('[data-shown]'))
    walk(element, element.dataset.shown!);
  return { low, seen };
}

/** Elements that are cut off, overflow their parent, overlap another control or are too small a target. */
export function misfits(least = 44): string[] {
  const found: string[] = [];
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth)
    found.push(`the page scrolls sideways: ${wide.scrollWidth} > ${wide.clientWidth}`);
  for (const host of document.querySelectorAll<HTMLElement>('[data-shown]')) {
    const shown = host.dataset.shown;
    const box = host.getBoundingClientRect();
    const targets: [Element, DOMRect][] = [];
    const walk = (node: Element | ShadowRoot) => {
      for (const element of node.children) {
        const style = getComputedStyle(element);
        if (style.display === 'none' || style.visibility === 'hidden') continue;
        if (element.matches('.live, style, svg, .file input')) continue;
        const rect = element.getBoundingClientRect();
        const name = `${shown}: ${element.localName}.${element.className} «${element.textContent?.trim().slice(0, 30)}»`;
        if (rect.width && (rect.left < box.left - 1 || rect.right > box.right + 1))
          found.push(`${name} hangs out`);
        if (
          style.display !== 'inline' &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth
        )
          found.push(`${name} is cut: ${element.scrollWidth} > ${element.clientWidth}`);
        if (
          style.overflow !== 'visible' &&
          element.scrollHeight > element.clientHeight + 1 &&
          element.clientHeight
        )
          found.push(`${name} is cut below`);
        if (element.matches('button, select, label') && rect.width) {
          targets.push([element, rect]);
          const scale = host.currentCSSZoom ?? 1;
          if (rect.height / scale < least - 0.5 || rect.width / scale < least - 0.5)
            found.push(`${name} is small: ${Math.round(rect.width)} × ${Math.round(rect.height)}`);
        }
        if (element.shadowRoot) walk(element.shadowRoot);
        walk(element);
      }
    };
    walk(host.shadowRoot!);
    for (const [i, [a, x]] of targets.entries()) {
      for (const [b, y] of targets.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        const over = Math.min(x.right, y.right) - Math.max(x.left, y.left);
        const under = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
        if (over > 1 && under > 1)
          found.push(`${shown}: «${a.textContent?.trim()}» lies over «${b.textContent?.trim()}»`);
      }
    }
  }
  // Group equal faults of several states.
  const grouped = new Map<string, string[]>();
  for (const fault of found) {
    const [shown = '', ...rest] = fault.split(': ');
    grouped.set(rest.join(': '), [...(grouped.get(rest.join(': ')) ?? []), shown]);
  }
  return [...grouped].map(([fault, where]) => `${fault} (${where.length}, as in ${where[0]})`);
}

/** Applies the text spacing of WCAG 1.4.12, also inside shadow roots. */
export function spaceText(): void {
  const css =
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
  const walk = (root: ShadowRoot | Document) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot);
  };
  walk(document);
}

/** A pseudo-locale made from the Russian texts: right to left and 40 % longer. */
export async function speakPseudo(): Promise<void> {
  const at = (path: string): Promise<Record<string, unknown>> => import(path);
  const [{ ru: russian }, { registerTexts }] = await Promise.all([
    at('/packages/elements/dist/locales/ru/index.js'),
    at('/dist/cid-elements.js'),
  ]);
  const letters = 'אבגדהוזחטיכלמנסעפצקרשת';
  const word = (text: string): string => {
    const mapped = [...text].map((char) => {
      const code = char.codePointAt(0)!;
      return letters[code % letters.length]!;
    });
    return [...mapped, ...mapped.slice(0, Math.ceil(mapped.length * 0.4))].join('');
  };
  const pseudo = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\p{L}+/gu, word);
    if (typeof value === 'function')
      return (...args: unknown[]) => pseudo((value as (...a: unknown[]) => unknown)(...args));
    if (Array.isArray(value)) return value.map(pseudo);
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, pseudo(inner)]));
  };
  const texts = {
    ...(pseudo(russian) as object),
    dir: 'rtl',
  };
  (registerTexts as (lang: string, language: object) => void)('he', { check: texts });
}
