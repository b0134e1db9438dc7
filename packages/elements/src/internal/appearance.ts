/** Appearance that the page requests: a colour scheme, and the low-vision plug-in of Russian public sites. */
export interface Appearance {
  /** `dark` if the page's `color-scheme` is dark. */
  readonly scheme?: 'light' | 'dark';
  /** Live sheet with the settings of an active low-vision plug-in. Must be last in `adoptedStyleSheets`. */
  readonly sheet?: CSSStyleSheet | undefined;
}

/** Reports the appearance now and after every change. Returns a function that stops it. */
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
  // Pages switch themes by attributes of html or body. The plug-in moves the element, which calls this again.
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
