/** How the page around wants things to look: a dark colour scheme, or the low-vision plug-in that Russian public sites carry. */
export interface Appearance {
  /** `dark` where the page's own `color-scheme` is dark. */
  readonly scheme?: 'light' | 'dark';
}

/** Tells the appearance now and at every change. Returns the way to stop. */
export function watchAppearance(element: Element, tell: (appearance: Appearance) => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const read = () => {
    const scheme = getComputedStyle(element).colorScheme ?? '';
    const wantsDark = scheme.includes('dark') && (!scheme.includes('light') || dark.matches);
    tell({ scheme: wantsDark ? 'dark' : 'light' });
  };
  dark.addEventListener('change', read);
  read();
  return () => dark.removeEventListener('change', read);
}
