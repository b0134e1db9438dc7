/** Drawings without logos, portraits or imitations of screens of Госуслуги. */
import { html, svg, type TemplateResult } from 'lit';

const picture = (content: TemplateResult): TemplateResult =>
  html`<svg class="picture" viewBox="0 0 96 72" aria-hidden="true" focusable="false">${content}</svg>`;

const phone = svg`<rect class="line fill" x="32" y="4" width="32" height="64" rx="5" /><path class="line" d="M44 63h8" />`;

const code = (x: number, y: number) => svg`<g class="ink">
  <path d="M${x} ${y}h6v6h-6zM${x + 12} ${y}h6v6h-6zM${x} ${y + 12}h6v6h-6z" />
  <path d="M${x + 8} ${y}h2v4h-2zM${x + 8} ${y + 7}h5v2h-5zM${x + 15} ${y + 8}h3v3h-3zM${x + 8} ${y + 12}h3v2h-3zM${x + 13} ${y + 13}h2v5h-2zM${x + 16} ${y + 15}h2v3h-2zM${x + 8} ${y + 16}h3v2h-3z" />
</g>`;

export const goskanOpenPicture = picture(svg`${phone}
  <rect class="accent" x="50" y="9" width="10" height="8" rx="2" />
  <path class="line" d="M37 24h22M37 32h22M37 40h14" />
  <path class="line strong" d="M76 34 63 17m0 9v-9h9" />`);

export const goskanScanPicture = picture(svg`
  <rect class="line fill" x="6" y="8" width="30" height="56" rx="5" />
  <circle class="ink soft" cx="21" cy="20" r="5" /><path class="ink soft" d="M12 33c1-7 17-7 18 0z" />${code(12, 38)}
  <rect class="line fill" x="60" y="8" width="30" height="56" rx="5" />
  <path class="line strong" d="M65 25v-6h6M85 25v-6h-6M65 41v6h6M85 41v6h-6" />
  <path class="line accent-line" d="M40 36h15m-5-5 5 5-5 5" />`);

export const goskanSeePicture = picture(svg`${phone}
  <circle class="line" cx="48" cy="26" r="9" /><path class="line strong" d="m43 26 4 4 7-8" />
  <path class="line" d="M38 43h20M41 50h14" />`);

export const facePicture = picture(svg`
  <circle class="line fill" cx="26" cy="26" r="12" /><path class="line fill" d="M6 64c1-26 39-26 40 0z" />
  <path class="line" d="M22 25v1M30 25v1M21 31c3 3 7 3 10 0" />
  <rect class="line fill" x="58" y="8" width="32" height="56" rx="5" />
  <circle class="line" cx="74" cy="26" r="7" /><path class="line" d="M62 46c1-13 23-13 24 0z" />
  <path class="line accent-line" d="M46 22h8m-3-3 3 3-3 3M54 32h-8m3-3-3 3 3 3" />`);
