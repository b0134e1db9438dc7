/**
 * The page that a story stands on: theme, language, width and size of text, by Storybook's globals. It is made once for
 * each run of a story, so that a state that was played stays while the toolbar is tried.
 */
import type { Decorator } from '@storybook/web-components-vite';
import { render } from 'lit';

export interface Globals {
  theme: 'light' | 'dark' | 'contrast' | 'training' | 'discreet';
  lang: 'ru' | 'en';
  width: 'page' | '480' | '320';
  text: '100' | '200' | '400';
}

/** The ready themes, as an institution links them. */
const THEMES = import.meta.glob<string>('../../packages/elements/themes/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let page: HTMLElement | undefined;
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** The next story starts from nothing. */
export function forgetStage(): void {
  page?.remove();
  page = undefined;
  document.documentElement.style.removeProperty('font-size');
}

export const stage: Decorator = (story, { globals }) => {
  const { theme, lang, width, text } = globals as Globals;
  if (!page) {
    page = document.createElement('div');
    const content = story();
    if (content instanceof Node) page.append(content);
    else render(content, page);
  }
  sheet.replaceSync(THEMES[`../../packages/elements/themes/${theme}.css`] ?? '');
  page.className = `stage ${theme}`;
  page.lang = lang;
  page.style.inlineSize = width === 'page' ? '' : `${width}px`;
  document.documentElement.style.fontSize = text === '100' ? '' : `${text}%`;
  for (const element of page.querySelectorAll('cid-check, cid-result'))
    if (!element.hasAttribute('data-own-discreet')) element.toggleAttribute('discreet', theme === 'discreet');
  return page;
};
