/** What the panels of the sources have in common. */
import type { CodeSource, SourceKind, SourceStatus } from '@cid-elements/scanning/source';
import { html, type TemplateResult } from 'lit';
import type { LazyPart } from '../internal/lazy-part.js';
import type { Texts } from '../locales/registry.js';
import { sources } from '../locales/ru/sources.js';
import type { ForeignKind } from './code-chooser.js';
import type { OnDemandSource } from './sources.js';

/** What a panel may know of its scanner, and tell it. */
export interface PanelHost {
  texts<K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K>;
  readonly wanted: readonly SourceKind[];
  readonly capturing: boolean;
  /** The camera has seen only this for seconds. */
  readonly foreign: ForeignKind | undefined;
  /** The source has read a text. */
  offer(text: string, source: SourceKind): Promise<void>;
  report(source: SourceKind, status: SourceStatus, problem?: string): void;
  /** Turns a source on, beginning a capture if none runs. */
  turnOn(source: OnDemandSource): void;
  requestUpdate(): void;
}

/** A code source together with its controls and the words for its state. */
export abstract class SourcePanel {
  protected readonly host: PanelHost;
  readonly #kind: Exclude<SourceKind, 'wedge'>;
  #problem: string | undefined;

  constructor(host: PanelHost, kind: Exclude<SourceKind, 'wedge'>) {
    this.host = host;
    this.#kind = kind;
  }

  /** A capture begins. */
  begin(): void {}

  /** A capture ends: every track ends. */
  end(): void {}

  abstract dispose(): void;

  /** The element was moved in the document, which pauses a picture. */
  moved(): void {}

  protected setProblem(problem: string | undefined): void {
    this.#problem = problem;
  }

  /** Takes the problem off the screen. */
  clearProblem(): void {
    this.#problem = undefined;
  }

  /** Words of the problem on the screen, or none. */
  get problem(): string {
    if (!this.#problem) return '';
    const words: Readonly<Record<string, string>> = this.words.problem[this.#kind];
    return words[this.#problem] ?? words.failed ?? '';
  }

  protected get words(): Texts['panel'] {
    return this.host.texts(sources).panel;
  }

  /** What the live region says beside problems. */
  get announcement(): string {
    return '';
  }

  /** The picture of the source, if it has one. */
  render(): TemplateResult | '' {
    return '';
  }

  abstract renderControls(): TemplateResult | '';
}

/** The panel of a source that is loaded when it is wanted. */
export abstract class LazySourcePanel<Source extends CodeSource> extends SourcePanel {
  protected source: Source | undefined;
  #disposed = false;

  /** Loads the source. Returns whether it is loaded; it is created unless the panel is no longer shown. */
  protected async load<Part>(part: LazyPart<Part>, create: (part: Part) => Source): Promise<boolean> {
    const loaded = await part.load();
    if (loaded && !this.#disposed) this.source ??= create(loaded);
    return loaded !== undefined;
  }

  override end(): void {
    void this.source?.stop();
  }

  dispose(): void {
    this.#disposed = true;
    void this.source?.dispose();
  }
}

export const panelButton = (label: string, press: () => void): TemplateResult =>
  html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`;
