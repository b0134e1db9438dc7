/**
 * Metrics for Prometheus, made from the log entries and from what the gateway knows of itself. A scrape every few
 * seconds beside the loan log could name a person, so no metric has a benefit, an outcome, an institution, a branch, a
 * workstation or a reason that is about the visitor's code; receipts and counts are not counted, because only a
 * confirmation makes one.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
/** Bounds of the durations, seconds: from a check without an upstream call to the longest deadline. */
const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Events that are faults of the service, not requests. */
const FAULT_EVENTS = new Set([
    'fault',
    'receipt-failed',
    'counts-failed',
    'enrolment-failed',
    'bot-token-missing',
    'institutions-unusable',
    'replay-store-down',
    'store-disconnected',
    'upstream',
    'upstream-circuit-open',
    'token-refused',
    'token-expired',
    'clock-step',
]);
export function createMetrics(probes, version) {
    const registry = new Registry();
    const registers = [registry];
    collectDefaultMetrics({ register: registry });
    new Gauge({ name: 'cid_build_info', help: 'Always 1', labelNames: ['version'], registers }).set({ version }, 1);
    const requests = new Counter({
        name: 'cid_requests_total',
        help: 'Requests by route and HTTP status. A check that was made is 200, whatever came of it',
        labelNames: ['route', 'status'],
        registers,
    });
    const durations = new Histogram({
        name: 'cid_request_duration_seconds',
        help: 'Time from request to answer',
        labelNames: ['route'],
        buckets: DURATION_BUCKETS_S,
        registers,
    });
    const serviceFaults = new Counter({
        name: 'cid_check_faults_total',
        help: 'Checks that nobody could judge, by fault of the service',
        labelNames: ['fault'],
        registers,
    });
    const faults = new Counter({
        name: 'cid_faults_total',
        help: 'Faults of the gateway and what it depends on, by event of the log',
        labelNames: ['event'],
        registers,
    });
    // A series that has never counted is invisible to an alert on its increase.
    for (const fault of ['misconfigured', 'rate-limited', 'unavailable'])
        serviceFaults.inc({ fault }, 0);
    for (const event of FAULT_EVENTS)
        faults.inc({ event }, 0);
    const gauge = (name, help, value) => {
        new Gauge({
            name,
            help,
            registers,
            async collect() {
                this.set(await value());
            },
        });
    };
    gauge('cid_ready', '1 if checks can be made', async () => Number(await probes.ready()));
    gauge('cid_store_up', '1 if the shared store answers', () => Number(probes.storeHealthy()));
    gauge('cid_checks_in_flight', 'Checks under way', probes.inFlight);
    gauge('cid_institutions_file_current', '0 if the institutions file on disk is not usable and the one before is in use', () => Number(probes.institutionsCurrent()));
    gauge('cid_token_expires_timestamp_seconds', 'When the first token of MAX ends; NaN if nobody has said so', () => (probes.tokenExpiresAtMs() ?? Number.NaN) / 1_000);
    function observe({ event, route, status, ms, reason }) {
        if (route !== undefined && status !== undefined) {
            requests.inc({ route, status: String(status) });
            if (ms !== undefined)
                durations.observe({ route }, ms / 1_000);
            if (reason !== undefined)
                serviceFaults.inc({ fault: reason });
        }
        if (FAULT_EVENTS.has(event))
            faults.inc({ event });
    }
    return {
        tee: (log) => (entry) => {
            observe(entry);
            log(entry);
        },
        contentType: registry.contentType,
        text: () => registry.metrics(),
    };
}
//# sourceMappingURL=metrics.js.map