/**
 * Chooses among the texts of one capture. A foreign code does not end the capture at once, because a poster
 * may be in the camera's view or a book may be scanned by mistake.
 */
import { type CodeKind, recognise, TRAINING_HOST } from '@cid-elements/core';
import { continuesAsCode } from '@cid-elements/scanning/code-path';
import type { SourceKind } from '@cid-elements/scanning/source';
import { hashOf } from '@cid-elements/scanning/text-hash';

/** A foreign code is reported if no better one arrives within this time. */
export const REPORT_AFTER_MS = 2_000;
/** A code that is not decoded for this long has left the camera's view. */
const GONE_MS = 1_000;
/** For this long the code of the last check, if still in view, is not read again. */
const LAST_CODE_MS = 5_000;

/** Kinds of code that a camera may see by mistake. They are reported and the capture continues. */
export type ForeignKind = Extract<CodeKind, 'foreign' | 'invitation'>;

export interface CodeChooserOptions {
  /** Public starts of Digital ID and training codes, up to the `m` of the path. */
  starts(): readonly string[];
  /** Whether training codes are accepted. */
  training(): boolean;
  /** Called with the chosen text; the capture ends. */
  onChosen(text: string, source: SourceKind): void;
  /** Called if only this kind is in the camera's view, and with `undefined` when it no longer is. */
  onForeign(kind: ForeignKind | undefined): void;
  now?(): number;
}

/** A higher rank is preferred. */
const RANK: Record<CodeKind, number> = { 'digital-id': 3, training: 2, invitation: 1, foreign: 0 };

export class CodeChooser {
  readonly #options: CodeChooserOptions;
  /** The best text so far that does not end the capture, from a source that reports each code once. */
  #waiting: { text: string; kind: CodeKind; source: SourceKind } | undefined;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;
  #goneTimer: ReturnType<typeof setTimeout> | undefined;
  #beganAt = 0;
  /**
   * The best code in the camera's view that does not end the capture, with the times it was first and last
   * seen.
   */
  #seen: { kind: CodeKind; since: number; last: number } | undefined;
  #reported: ForeignKind | undefined;
  #lastHash: number | undefined;
  /** When the code of the last check was last in view; undefined once it has left the view. */
  #lastCodeSeenAt: number | undefined;

  constructor(options: CodeChooserOptions) {
    this.#options = options;
  }

  /** Call when a capture begins. */
  begin(): void {
    this.end();
    this.#beganAt = this.#now;
    this.#lastCodeSeenAt = this.#beganAt;
  }

  /** Call when a capture ends. Drops everything but the hash of the last code. */
  end(): void {
    clearTimeout(this.#waitTimer);
    clearTimeout(this.#goneTimer);
    this.#waiting = undefined;
    this.#seen = undefined;
    this.#reportForeign(undefined);
  }

  /** Whether the text may begin a check. A barcode of a book does not. */
  isCode(text: string): boolean {
    return RANK[this.#kindOf(text)] >= RANK.training;
  }

  /** Whether the text ends a capture at once. */
  #isAwaited(text: string): boolean {
    const kind = this.#kindOf(text);
    return kind === 'digital-id' || (kind === 'training' && this.#options.training());
  }

  offer(text: string, source: SourceKind): void {
    if (this.#isAwaited(text)) {
      if (source === 'camera' && this.#isStillLastCode(text)) return;
      this.#choose(text, source);
    } else if (source === 'camera') {
      this.#offerFromCamera(text);
    } else {
      this.#offerOnce(text, source);
    }
  }

  get #now(): number {
    return this.#options.now?.() ?? performance.now();
  }

  #kindOf(text: string): CodeKind {
    for (const start of this.#options.starts()) {
      if (start.includes(TRAINING_HOST) && text.startsWith(start)) return 'training';
      if (continuesAsCode(text, start)) return 'digital-id';
    }
    return recognise(text).kind === 'invitation' ? 'invitation' : 'foreign';
  }

  #choose(text: string, source: SourceKind): void {
    this.end();
    this.#lastHash = hashOf(text);
    this.#options.onChosen(text, source);
  }

  /** For sources that report each code once: chooses the best text after the time limit. */
  #offerOnce(text: string, source: SourceKind): void {
    const kind = this.#kindOf(text);
    if (this.#waiting && RANK[this.#waiting.kind] > RANK[kind]) return;
    this.#waiting = { text, kind, source };
    clearTimeout(this.#waitTimer);
    this.#waitTimer = setTimeout(() => {
      const best = this.#waiting;
      if (best) this.#choose(best.text, best.source);
    }, REPORT_AFTER_MS);
  }

  /**
   * For the camera, which reports a code in every frame: reports a foreign code that stays the only one in
   * view.
   */
  #offerFromCamera(text: string): void {
    const now = this.#now;
    const kind = this.#kindOf(text);
    const before = this.#seen && now - this.#seen.last <= GONE_MS ? this.#seen : undefined;
    if (!before) this.#reportForeign(undefined);
    const best = before && RANK[before.kind] >= RANK[kind] ? before.kind : kind;
    this.#seen = { kind: best, since: before?.since ?? now, last: now };
    clearTimeout(this.#goneTimer);
    if (now - this.#seen.since >= REPORT_AFTER_MS) {
      if (best === 'foreign' || best === 'invitation') this.#reportForeign(best);
      else if (kind === best) {
        this.#choose(text, 'camera');
        return;
      }
    }
    this.#goneTimer = setTimeout(() => this.#reportForeign(undefined), REPORT_AFTER_MS);
  }

  #reportForeign(kind: ForeignKind | undefined): void {
    if (kind === this.#reported) return;
    this.#reported = kind;
    this.#options.onForeign(kind);
  }

  /** Whether the code of the previous visitor is still in the camera's view. */
  #isStillLastCode(text: string): boolean {
    const now = this.#now;
    if (hashOf(text) !== this.#lastHash || this.#lastCodeSeenAt === undefined) return false;
    // The camera needs time for its first frame.
    const allowed = this.#lastCodeSeenAt === this.#beganAt ? LAST_CODE_MS : GONE_MS;
    const inView = now - this.#lastCodeSeenAt <= allowed && now - this.#beganAt <= LAST_CODE_MS;
    this.#lastCodeSeenAt = inView ? now : undefined;
    return inView;
  }
}
