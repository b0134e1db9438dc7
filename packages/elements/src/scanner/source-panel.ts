/** Base classes of the panels of the sources. */
import type { CodeSource, SourceKind, SourceStatus } from '@cid-elements/scanning/source';
import { html, type TemplateResult } from 'lit';
import type { LazyPart } from '../internal/lazy-part.js';
import type { Texts } from '../locales/registry.js';
import { sources } from '../locales/ru/sources.js';
import type { ForeignKind } from './code-chooser.js';
import type { OnDemandSource } from './sources.js';

/** The interface of a scanner for its panels. */
export interface PanelHost {
  texts<K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K>;
  readonly wanted: readonly SourceKind[];
  readonly capturing: boolean;
  /** Kind of the only code in the camera's view. */
  readonly foreign: ForeignKind | undefined;
  /** Call when the source has read a text. */
  offer(text: string, source: SourceKind): Promise<void>;
  report(source: SourceKind, status: SourceStatus, problem?: string, advice?: string): void;
  /** Turns a source on, and begins a capture if none runs. */
  turnOn(source: OnDemandSource): void;
  requestUpdate(): void;
}

/** A code source with its controls and texts. */
export abstract class SourcePanel {
  protected readonly host: PanelHost;
  readonly #kind: Exclude<SourceKind, 'wedge'>;
  #problem: string | undefined;

  constructor(host: PanelHost, kind: Exclude<SourceKind, 'wedge'>) {
    this.host = host;
    this.#kind = kind;
  }

  /** Called when a capture begins. */
  begin(): void {}

  /** Called when a capture ends. Must end every track. */
  end(): void {}

  abstract dispose(): void;

  /** Called when the element was moved in the document, which pauses a video. */
  moved(): void {}

  protected setProblem(problem: string | undefined): void {
    this.#problem = problem;
  }

  /** Removes the problem from the screen. */
  clearProblem(): void {
    this.#problem = undefined;
  }

  protected get problemName(): string | undefined {
    return this.#problem;
  }

  /** Text of the problem; empty if there is none. */
  get problem(): string {
    if (!this.#problem) return '';
    const words: Readonly<Record<string, string>> = this.words.problem[this.#kind];
    return words[this.#problem] ?? words.failed ?? '';
  }

  protected get words(): Texts['panel'] {
    return this.host.texts(sources).panel;
  }

  /** Text of the live region if there is no problem. */
  get announcement(): string {
    return '';
  }

  /** The video of the source, if it has one. */
  render(): TemplateResult | '' {
    return '';
  }

  abstract renderControls(): TemplateResult | '';
}

/** The panel of a lazily loaded source. */
export abstract class LazySourcePanel<Source extends CodeSource> extends SourcePanel {
  protected source: Source | undefined;
  #disposed = false;

  /** Loads the source and creates it unless the panel was disposed. Returns whether it was loaded. */
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
