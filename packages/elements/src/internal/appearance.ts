/** How the page around wants things to look: a dark colour scheme, or the low-vision plug-in that Russian public sites carry. */
export interface Appearance {
  /** `dark` where the page's own `color-scheme` is dark. */
  readonly scheme?: 'light' | 'dark';
  /** Where the low-vision plug-in is on: its colours, sizes and spacing, kept up to date. For the end of `adoptedStyleSheets`. */
  readonly sheet?: CSSStyleSheet | undefined;
}

/** Tells the appearance now and at every change. Returns the way to stop. */
export function watchAppearance(element: Element, tell: (appearance: Appearance) => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let sheet: CSSStyleSheet | undefined;
  let body: Element | null;
  const say = () => {
    const wanted = getComputedStyle(element).colorScheme ?? '';
    const wantsDark = wanted.includes('dark') && (!wanted.includes('light') || dark.matches);
    tell({ scheme: wantsDark ? 'dark' : 'light', sheet });
  };
  const read = () => {
    body = null;
    for (
      let from: Element | undefined = element;
      from && !body;
      from = (from.getRootNode() as ShadowRoot).host
    ) {
      body = from.closest('.bvi-body');
    }
    const now = body;
    sheet = undefined;
    if (now) {
      import('./bvi.js').then(
        (bvi) => {
          if (now !== body) return;
          sheet = bvi.sheetFor(now);
          say();
        },
        () => {},
      );
    }
    say();
  };
  // Pages switch their themes by a class or an attribute up there; the plug-in moves us, which begins anew.
  const page = new MutationObserver(say);
  for (const node of [document.documentElement, document.body]) page.observe(node, { attributes: true });
  dark.addEventListener('change', say);
  read();
  return () => {
    body = null;
    page.disconnect();
    dark.removeEventListener('change', say);
  };
}
