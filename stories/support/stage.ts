/**
 * The page around a story: theme, language, width and text size from Storybook's globals. It is created once
 * per run of a story, so that the played state is kept when globals change.
 */
import type { Decorator } from '@storybook/web-components-vite';
import { render } from 'lit';

export interface Globals {
  theme: 'light' | 'dark' | 'contrast' | 'training' | 'discreet';
  lang: 'ru' | 'en';
  width: 'page' | '480' | '320';
  text: '100' | '200' | '400';
}

/** The ready themes, included as an institution would. */
const THEMES = import.meta.glob<string>('../../packages/elements/themes/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let page: HTMLElement | undefined;
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** Resets the page for the next story. */
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
