/** Reports as one flat table and as files: CSV for Excel and scripts, XLSX. */
import type { Report } from './report.js';
/** UTF-8 with a byte order mark and semicolons: what a Russian Excel opens by a double click. */
export declare const toCsv: (reports: readonly Report[]) => string;
export declare function toXlsx(reports: readonly Report[]): Promise<Buffer>;
//# sourceMappingURL=table.d.ts.map