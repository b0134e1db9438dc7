/** What the page asks for: a dark colour scheme, or the low-vision plug-in that Russian public sites carry. */
export interface Appearance {
  /** `dark` where the page's own `color-scheme` is dark. */
  readonly scheme?: 'light' | 'dark';
  /** Where the low-vision plug-in is on: its colours, sizes and spacing, kept up to date. For the end of `adoptedStyleSheets`. */
  readonly sheet?: CSSStyleSheet | undefined;
}

/** Reports the appearance now and at every change. Returns the way to stop. */
export function watchAppearance(element: Element, report: (appearance: Appearance) => void): () => void {
  const { ownerDocument: document } = element;
  const view = document.defaultView;
  if (!view) return () => {};
  const dark = view.matchMedia('(prefers-color-scheme: dark)');
  let sheet: CSSStyleSheet | undefined;
  let body: Element | null;
  const update = () => {
    const wanted = view.getComputedStyle(element).colorScheme ?? '';
    const wantsDark = wanted.includes('dark') && (!wanted.includes('light') || dark.matches);
    report({ scheme: wantsDark ? 'dark' : 'light', sheet });
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
          update();
        },
        () => {},
      );
    }
    update();
  };
  // Pages switch their themes by a class or an attribute of html or body; the plug-in moves us, which starts this anew.
  const page = new MutationObserver(update);
  for (const node of [document.documentElement, document.body])
    if (node) page.observe(node, { attributes: true });
  dark.addEventListener('change', update);
  read();
  return () => {
    body = null;
    page.disconnect();
    dark.removeEventListener('change', update);
  };
}
