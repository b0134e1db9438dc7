import type { SourceStatus } from './source.js';

/** The status of a source. Reports changes only. */
export class StatusReporter<Status extends SourceStatus, Problem extends string> {
  readonly #onStatus: (status: Status, problem?: Problem) => void;
  #status: Status;
  #problem: Problem | undefined;

  constructor(first: Status, onStatus: (status: Status, problem?: Problem) => void) {
    this.#status = first;
    this.#onStatus = onStatus;
  }

  get status(): Status {
    return this.#status;
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  set(status: Status, problem?: Problem): void {
    if (status === this.#status && problem === this.#problem) return;
    this.#status = status;
    this.#problem = problem;
    this.#onStatus(status, problem);
  }
}
