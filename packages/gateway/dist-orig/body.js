/** Reads a JSON body. Bytes that are no UTF-8 are refused, and the fields that hold them are named. */
import { isUtf8 } from 'node:buffer';
/** Thrown for a body with bytes that are no UTF-8. */
export class BadEncoding extends Error {
    fields;
    statusCode = 400;
    constructor(fields) {
        super('the body is no UTF-8');
        this.fields = fields;
    }
}
/** Thrown for a compressed body: not supported, because it may have any size once it is decompressed. */
export class BadContentEncoding extends Error {
    statusCode = 415;
}
/** What makes JSON JSON is ASCII, so a body read byte by byte has the same fields. */
function badFields(bytes) {
    try {
        const body = JSON.parse(bytes.toString('latin1'));
        if (typeof body !== 'object' || body === null || Array.isArray(body))
            return [];
        return Object.entries(body)
            .filter(([, value]) => typeof value === 'string' && !isUtf8(Buffer.from(value, 'latin1')))
            .map(([name]) => name);
    }
    catch {
        return [];
    }
}
/** Only JSON is read; `__proto__` and `constructor.prototype` in it are refused. @param known the fields that may be named. */
export function readJsonBodies(app, known) {
    const parse = app.getDefaultJsonParser('error', 'error');
    const read = (request, bytes, done) => {
        const encoding = request.headers['content-encoding'] ?? 'identity';
        if (encoding.toLowerCase() !== 'identity') {
            done(new BadContentEncoding());
            return;
        }
        if (!isUtf8(bytes)) {
            done(new BadEncoding(badFields(bytes).filter((name) => known.includes(name))));
            return;
        }
        parse(request, bytes.toString('utf8'), done);
    };
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, read);
}
//# sourceMappingURL=body.js.map