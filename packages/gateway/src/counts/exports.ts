/** The file formats of the counts. */
import { toHtml } from './page.js';
import type { Report } from './report.js';
import { toCsv, toXlsx } from './table.js';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'html', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const isExportFormat = (value: unknown): value is ExportFormat =>
  (EXPORT_FORMATS as readonly unknown[]).includes(value);

export interface ExportedFile {
  readonly type: string;
  readonly extension: string;
  readonly body: Buffer;
}

export async function writeReports(reports: readonly Report[], format: ExportFormat): Promise<ExportedFile> {
  const file = (type: string, body: string | Buffer): ExportedFile => ({
    type,
    extension: format,
    body: Buffer.from(body),
  });
  if (format === 'csv') return file('text/csv; charset=utf-8', toCsv(reports));
  if (format === 'html') return file('text/html; charset=utf-8', toHtml(reports));
  if (format === 'json') return file('application/json', `${JSON.stringify({ reports })}\n`);
  return file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await toXlsx(reports));
}
