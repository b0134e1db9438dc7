// For pages that use one classic script. If the bundle fails to load (old browser, sandboxed frame), shows a
// text.
globalThis.cidElements = import('./cid-elements.js').catch((error) => {
  const say = () => {
    const en = document.documentElement.lang.startsWith('en');
    const tags = 'check,scanner,result,goskan,fallback,info,training,attorney'.replace(/\w+/g, 'cid-$&');
    for (const element of document.querySelectorAll(tags))
      if (!element.textContent.trim())
        element.textContent = en
          ? 'The check could not be loaded. Please accept the paper document.'
          : 'Проверка не загрузилась. Примите бумажный документ.';
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', say);
  else say();
  return { error };
});
