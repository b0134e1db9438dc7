/**
 * Metrics for Prometheus, from the log entries and the state of the gateway. Frequent scrapes, compared with
 * the loan log of the library, could identify a visitor. So no metric has a label for benefit, outcome,
 * institution, branch, workstation or a reason that concerns the visitor's code. Receipts and counts have no
 * metric, because each of them follows a confirmed check.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Entry, Log } from '../log.js';

/** Histogram buckets, seconds: from a check without an upstream call to the longest deadline. */
const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Values that are read at every scrape. */
export interface Probes {
  ready(): Promise<boolean>;
  storeHealthy(): boolean;
  /** Number of checks in progress. */
  inFlight(): number;
  /** When the first token expires, ms since 1970, if the operator has configured the date. */
  tokenExpiresAtMs(): number | undefined;
  /** False if the institutions file on disk is invalid and the previous version is in use. */
  institutionsCurrent(): boolean;
}

export interface Metrics {
  /** A log that counts each entry and passes it on. */
  tee(log: Log): Log;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Log events that are faults of the service; all others concern requests. */
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

export function createMetrics(probes: Probes, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Gauge({ name: 'cid_build_info', help: 'Always 1', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const requests = new Counter({
    name: 'cid_requests_total',
    help: 'Requests by route and HTTP status. A completed check has status 200 with every outcome',
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
    help: 'Checks without a verdict, by fault of the service',
    labelNames: ['fault'],
    registers,
  });
  const faults = new Counter({
    name: 'cid_faults_total',
    help: 'Faults of the gateway and its dependencies, by log event',
    labelNames: ['event'],
    registers,
  });
  // Start every series at 0: an alert on `increase()` does not see a series that has never been set.
  for (const fault of ['misconfigured', 'rate-limited', 'unavailable']) serviceFaults.inc({ fault }, 0);
  for (const event of FAULT_EVENTS) faults.inc({ event }, 0);

  const gauge = (name: string, help: string, value: () => number | Promise<number>): void => {
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
  gauge('cid_checks_in_flight', 'Checks in progress', probes.inFlight);
  gauge(
    'cid_institutions_file_current',
    '0 if the institutions file on disk is invalid and the previous version is in use',
    () => Number(probes.institutionsCurrent()),
  );
  gauge(
    'cid_token_expires_timestamp_seconds',
    'When the first token of MAX expires; NaN if no date is configured',
    () => (probes.tokenExpiresAtMs() ?? Number.NaN) / 1_000,
  );

  function observe({ event, route, status, ms, reason }: Entry): void {
    if (route !== undefined && status !== undefined) {
      requests.inc({ route, status: String(status) });
      if (ms !== undefined) durations.observe({ route }, ms / 1_000);
      if (reason !== undefined) serviceFaults.inc({ fault: reason });
    }
    if (FAULT_EVENTS.has(event)) faults.inc({ event });
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
