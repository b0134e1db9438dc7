/**
 * Styles for the low-vision plug-in (Версия для слабовидящих, npm `bvi`), whose CSS does not apply in shadow
 * roots.
 */

/** Colours of its themes. */
const COLOURS: Readonly<
  Record<string, readonly [text: string, background: string, scheme: 'light' | 'dark']>
> = {
  white: ['#000', '#fff', 'light'],
  black: ['#fff', '#000', 'dark'],
  blue: ['#063462', '#9dd1ff', 'light'],
  brown: ['#4d4b43', '#f7f3d6', 'light'],
  green: ['#a9e44d', '#3b2716', 'dark'],
};
const LETTER_SPACING: Readonly<Record<string, string>> = { average: '2px', big: '4px' };
const LINE_HEIGHT: Readonly<Record<string, string>> = { average: '2', big: '2.5' };
const FONTS: Readonly<Record<string, string>> = {
  arial: 'Arial, sans-serif',
  times: '"Times New Roman", Times, serif',
};

const TEXT = ['text', 'muted', 'border', 'accent', 'positive', 'caution', 'training'];
const BACKGROUND = ['surface', 'field', 'accent-text', 'positive-field', 'training-field'];

function styleText(body: Element): string {
  const setting = (name: string): string => body.getAttribute(`data-bvi-${name}`) ?? '';
  const size = Number.parseFloat(setting('fontsize'));
  const spacing = LETTER_SPACING[setting('letterspacing')];
  const leading = LINE_HEIGHT[setting('lineheight')];
  const font = FONTS[setting('fontfamily')];
  const rules: string[] = [];
  const colours = COLOURS[setting('theme')];
  if (colours) {
    const [text, background, scheme] = colours;
    for (const name of TEXT) rules.push(`--${name}:${text}`);
    for (const name of BACKGROUND) rules.push(`--${name}:${background}`);
    rules.push(`color-scheme:${scheme}`);
  }
  if (size > 0) rules.push(`font-size:${size}px`);
  if (spacing) rules.push(`letter-spacing:${spacing}`);
  if (leading) rules.push(`line-height:${leading}`);
  if (font) rules.push(`font-family:${font}`);
  // Three classes have a higher specificity than all other rules.
  const root = '.root.root.root';
  const sheet = [`${root}{${rules.join(';')}}`];
  if (size > 0) sheet.push(`:host{font-size:${size}px !important}`);
  if (leading) sheet.push(`${root} *{line-height:inherit}`);
  const images = setting('images');
  // The icon of an outcome is not hidden: it is part of the meaning.
  if (images === 'false') sheet.push(`${root} :is(.picture,.drawing){display:none}`);
  if (images === 'grayscale') sheet.push(`${root} :is(.picture,.drawing){filter:grayscale(1)}`);
  return sheet.join('\n');
}

const sheets = new WeakMap<Element, CSSStyleSheet>();

/** The live sheet for one wrapper of the plug-in, shared by all elements inside. */
export function sheetFor(body: Element): CSSStyleSheet {
  let sheet = sheets.get(body);
  if (!sheet) {
    const made = new (body.ownerDocument.defaultView ?? globalThis).CSSStyleSheet();
    const write = () => made.replaceSync(styleText(body));
    new MutationObserver(write).observe(body, { attributes: true });
    write();
    sheets.set(body, made);
    sheet = made;
  }
  return sheet;
}
