/** The file formats of the counts. */
import { toHtml } from './page.js';
import { toCsv, toXlsx } from './table.js';
export const EXPORT_FORMATS = ['csv', 'xlsx', 'html', 'json'];
export const isExportFormat = (value) => EXPORT_FORMATS.includes(value);
export async function writeReports(reports, format) {
    const file = (type, body) => ({
        type,
        extension: format,
        body: Buffer.from(body),
    });
    if (format === 'csv')
        return file('text/csv; charset=utf-8', toCsv(reports));
    if (format === 'html')
        return file('text/html; charset=utf-8', toHtml(reports));
    if (format === 'json')
        return file('application/json', `${JSON.stringify({ reports })}\n`);
    return file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await toXlsx(reports));
}
//# sourceMappingURL=exports.js.map