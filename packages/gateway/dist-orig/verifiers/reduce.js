/** Where MAX says what about a benefit. */
const DETAIL = {
    student: 'student',
    'large-family': 'certificateLargeFamily',
    age: 'adult',
    pensioner: 'pensioner',
    disability: 'disabledPerson',
};
const BY_CODE = new Map([
    ['SESSION_NOT_FOUND', 'expired-code'],
    ['SESSION_EXPIRED', 'expired-code'],
    ['INVALID_SESSION', 'expired-code'],
    ['UNAUTHORIZED', 'misconfigured'],
    ['RATE_LIMIT_EXCEEDED', 'rate-limited'],
    ['INTERNAL_SERVER_ERROR', 'unavailable'],
]);
function byStatus(status) {
    if (status === 401 || status === 403)
        return 'misconfigured';
    if (status === 404)
        return 'no-digital-id';
    if (status === 429)
        return 'rate-limited';
    return 'unavailable';
}
/** The value of an own property of a JSON object; anything else has none. */
function own(value, key) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
}
/** `metadata` stands beside `data` in the document, inside it at one implementer, and nowhere at another. */
function requestId(body, code) {
    const id = own(own(body, 'metadata'), 'request_id') ?? own(own(own(body, 'data'), 'metadata'), 'request_id');
    if (typeof id !== 'string' || id.length === 0 || id.length > 64 || code.includes(id))
        return undefined;
    const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    for (const char of id)
        if (!plain.includes(char))
            return undefined;
    return id;
}
/**
 * Whether the answer is about another code than the one asked for. The form of `session_id` in an answer is not sourced
 * (the whole text, a part of it, or an id of the service's own), so only what plainly is another code is refused.
 */
function isAboutAnother(told, code) {
    return typeof told === 'string' && told.startsWith('https://') && told !== code;
}
/**
 * @param status HTTP status of the answer.
 * @param body what the body was as JSON, or `undefined` if it was none.
 * @param code the text that was asked about. @param benefit the benefit that was asked for.
 */
export function reduce(status, body, code, benefit) {
    const fault = (reason) => {
        const id = requestId(body, code);
        return { outcome: 'failed', reason, ...(id === undefined ? {} : { requestId: id }) };
    };
    const error = own(body, 'error');
    const told = typeof error === 'string' ? error : own(error, 'code');
    const known = typeof told === 'string' ? BY_CODE.get(told.trim().toUpperCase()) : undefined;
    if (known !== undefined)
        return fault(known);
    if (status < 200 || status > 299)
        return fault(byStatus(status));
    const data = own(body, 'data');
    if (own(body, 'status') !== 'success' || (error !== undefined && error !== null))
        return fault('unavailable');
    if (own(data, 'verification_status') !== 'completed')
        return fault('unavailable');
    if (isAboutAnother(own(data, 'session_id'), code))
        return fault('unavailable');
    const details = own(data, 'verification_details');
    if (details === undefined || details === null)
        return { outcome: 'not-confirmed' };
    if (typeof details !== 'object' || Array.isArray(details))
        return fault('unavailable');
    const detail = own(details, DETAIL[benefit]);
    // A benefit is sent only when it is true: its absence means «not confirmed», never «refused».
    if (detail === undefined || detail === null)
        return { outcome: 'not-confirmed' };
    const state = own(detail, 'status');
    if (state === true)
        return { outcome: 'confirmed' };
    return state === false ? { outcome: 'not-confirmed' } : fault('unavailable');
}
//# sourceMappingURL=reduce.js.map