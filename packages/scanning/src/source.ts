/** The common interface of all code sources. */

/** Values of the `sources` attribute and of `source` in `cid-scan`. */
export type SourceKind = 'camera' | 'wedge' | 'image' | 'serial' | 'max';

/**
 * `off` · `unpaired`: the user has to choose a device first · `starting` · `on`: waits for a code ·
 * `reading`: a code is in view or arriving · `problem`: see the problems of each source.
 */
export type SourceStatus = 'off' | 'unpaired' | 'starting' | 'on' | 'reading' | 'problem';

/** The callbacks of a source. */
export interface SourceCallbacks<Problem extends string = string> {
  /** Called with a decoded text, never empty. The owner checks whether it can be a Digital ID. */
  onCode(text: string): void;
  onStatus?(status: SourceStatus, problem?: Problem): void;
}

/** A source of codes. Methods neither throw nor reject: a failure is reported as a status. */
export interface CodeSource {
  readonly kind: SourceKind;
  /** Starts to wait for a code. May be called again at any time. */
  start(): void | Promise<void>;
  /** Stops waiting and releases the device; `start()` resumes. */
  stop(): void | Promise<void>;
  /** Releases every listener, track, port and worker. Cannot be undone. */
  dispose(): void | Promise<void>;
}
