/** The interface of all code sources, so that an element can treat them alike. */

/** The words of the `sources` attribute and of `cid-scan`'s `source`. */
export type SourceKind = 'camera' | 'wedge' | 'image' | 'serial' | 'max';

/**
 * `off`: nothing is read · `unpaired`: the user has to choose a device first · `starting` · `on`: waits for a code ·
 * `reading`: a code is in sight or arriving · `problem`: see the source's own list of problems.
 */
export type SourceStatus = 'off' | 'unpaired' | 'starting' | 'on' | 'reading' | 'problem';

/** The callbacks of a source. */
export interface SourceCallbacks<Problem extends string = string> {
  /** A decoded text, never empty. Whether it can be a Digital ID is for the owner to judge. */
  onCode(text: string): void;
  onStatus?(status: SourceStatus, problem?: Problem): void;
}

/** Reads codes in one way. Methods neither throw nor reject: a failure is reported as a status. */
export interface CodeSource {
  readonly kind: SourceKind;
  /** Waits for a code. May be called again at any time. */
  start(): void | Promise<void>;
  /** Waits no more and frees the device; `start()` resumes. */
  stop(): void | Promise<void>;
  /** Ends for good: no listener, track, port or worker of the source stays behind. */
  dispose(): void | Promise<void>;
}
