/**
 * Chooses among the texts of one capture. What cannot be a Digital ID does not end it while another code may come:
 * a library's poster may be in the camera's view, a book may be scanned by mistake.
 */
import { type CodeKind, recognise, TRAINING_HOST } from '@cid-elements/core';
import { continuesAsCode } from '@cid-elements/scanning/code-path';
import type { SourceKind } from '@cid-elements/scanning/source';
import { hashOf } from '@cid-elements/scanning/text-hash';

/** A code that cannot be a Digital ID is reported when no better one came for this long. */
export const REPORT_AFTER_MS = 2_000;
/** Without a sighting for this long, a code has left the camera's view. */
const GONE_MS = 1_000;
/** How long the code of the last check may stay in view before it counts as shown again. */
const LAST_CODE_MS = 5_000;

/** Kinds of code that a camera may see by mistake: they are reported, and the capture goes on. */
export type ForeignKind = Extract<CodeKind, 'foreign' | 'invitation'>;

export interface CodeChooserOptions {
  /** Beginnings of Digital ID and training codes, up to the `m` of their path. */
  starts(): readonly string[];
  /** The desk is in training: training codes are what it waits for. */
  training(): boolean;
  /** This text is handed over; the capture ends. */
  onChosen(text: string, source: SourceKind): void;
  /** The camera sees only this for seconds, or no longer (`undefined`). */
  onForeign(kind: ForeignKind | undefined): void;
  now?(): number;
}

/** The higher, the better. */
const RANK: Record<CodeKind, number> = { 'digital-id': 3, training: 2, invitation: 1, foreign: 0 };

export class CodeChooser {
  readonly #options: CodeChooserOptions;
  /** The best text so far that does not end the capture at once, from a source that reports each code once. */
  #waiting: { text: string; kind: CodeKind; source: SourceKind } | undefined;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;
  #goneTimer: ReturnType<typeof setTimeout> | undefined;
  #beganAt = 0;
  /** The best code in the camera's view that does not end the capture at once: seen first and last at these times. */
  #seen: { kind: CodeKind; since: number; last: number } | undefined;
  #reported: ForeignKind | undefined;
  #lastHash: number | undefined;
  /** The code of the last check has been in view since the capture began. */
  #lastCodeSeenAt: number | undefined;

  constructor(options: CodeChooserOptions) {
    this.#options = options;
  }

  /** A capture begins. */
  begin(): void {
    this.end();
    this.#beganAt = this.#now;
    this.#lastCodeSeenAt = this.#beganAt;
  }

  /** A capture ends: all is forgotten but the hash of the last code. */
  end(): void {
    clearTimeout(this.#waitTimer);
    clearTimeout(this.#goneTimer);
    this.#waiting = undefined;
    this.#seen = undefined;
    this.#reportForeign(undefined);
  }

  /** Whether the text may begin a check by itself: a book's barcode does not. */
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

  /** For sources that report each code once: hands the best text over if no better one comes in time. */
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

  /** The camera reports a code at each frame: one that stays the only one is reported as foreign. */
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

  /** Whether the camera still sees the code of the previous visitor, who has not taken the phone away yet. */
  #isStillLastCode(text: string): boolean {
    const now = this.#now;
    if (hashOf(text) !== this.#lastHash || this.#lastCodeSeenAt === undefined) return false;
    // The first picture of a camera takes its time.
    const allowed = this.#lastCodeSeenAt === this.#beganAt ? LAST_CODE_MS : GONE_MS;
    const inView = now - this.#lastCodeSeenAt <= allowed && now - this.#beganAt <= LAST_CODE_MS;
    this.#lastCodeSeenAt = inView ? now : undefined;
    return inView;
  }
}
