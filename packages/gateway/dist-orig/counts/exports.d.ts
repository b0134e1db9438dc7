import type { Report } from './report.js';
export declare const EXPORT_FORMATS: readonly ['csv', 'xlsx', 'html', 'json'];
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export declare const isExportFormat: (value: unknown) => value is ExportFormat;
export interface ExportedFile {
    readonly type: string;
    readonly extension: string;
    readonly body: Buffer;
}
export declare function writeReports(reports: readonly Report[], format: ExportFormat): Promise<ExportedFile>;
//# sourceMappingURL=exports.d.ts.map