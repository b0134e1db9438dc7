/** Faults of the service. The other reasons are about the visitor's code and stay between visitor and clerk. */
const SERVICE_FAULTS = ['misconfigured', 'rate-limited', 'unavailable'];
const FIELDS = [
    'level',
    'event',
    'route',
    'status',
    'ms',
    'verifier',
    'reason',
    'institution',
    'cause',
    'requestId',
    'error',
    'stepMs',
    'days',
    'upstreamRequestId',
];
const PLAIN = /^[\w./*:-]{1,64}$/;
export function createLog(write) {
    return (entry) => {
        const line = { time: new Date().toISOString() };
        for (const field of FIELDS) {
            const value = entry[field];
            if (typeof value === 'number' || (typeof value === 'string' && PLAIN.test(value)))
                line[field] = value;
        }
        write(`${JSON.stringify(line)}\n`);
    };
}
/** How long a line may wait for company, ms: one write for many lines costs as much as for one. */
const BUFFER_MS = 10;
/** Gathers lines for one write. `flush` must be called before the process ends. */
export function createBuffer(write) {
    let waiting = '';
    let timer;
    const flush = () => {
        clearTimeout(timer);
        timer = undefined;
        if (waiting !== '')
            write(waiting);
        waiting = '';
    };
    return {
        write(line) {
            waiting += line;
            timer ??= setTimeout(flush, BUFFER_MS);
        },
        flush,
    };
}
export function isServiceFault(reason) {
    return reason !== undefined && SERVICE_FAULTS.includes(reason);
}
/** What of an error may be told: its code if it has one, else its class. Messages repeat URLs and commands. */
export function errorName(error) {
    if (typeof error !== 'object' || error === null)
        return 'Unknown';
    const { code, cause } = error;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code))
        return code;
    if (cause !== undefined && cause !== error)
        return errorName(cause);
    const name = error.constructor?.name;
    return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
}
//# sourceMappingURL=log.js.map