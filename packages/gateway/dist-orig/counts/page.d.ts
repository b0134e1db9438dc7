/** Reports as a printable page: one A4 sheet an institution, with a chart, no script and no outside resource. */
import type { Report } from './report.js';
export declare const toHtml: (reports: readonly Report[]) => string;
//# sourceMappingURL=page.d.ts.map