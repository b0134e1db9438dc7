/** What the panels of the sources have in common. */
import type { SourceKind, SourceStatus } from '@cid-elements/scanning/source';
import { html, type TemplateResult } from 'lit';
import type { Texts } from '../locales/registry.js';
import type { ForeignKind } from './code-chooser.js';

/** What a panel may know of its scanner, and tell it. */
export interface PanelHost {
  texts<K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K>;
  readonly wanted: readonly SourceKind[];
  readonly capturing: boolean;
  /** The camera has seen only this for seconds. */
  readonly foreign: ForeignKind | undefined;
  /** The source has read a text. */
  offer(text: string, source: SourceKind): void;
  report(source: SourceKind, status: SourceStatus, problem?: string): void;
  /** Turns a source on, beginning a capture if none runs. */
  turnOn(source: 'camera' | 'max'): void;
  requestUpdate(): void;
}

/** A code source together with the panel that shows its state. */
export interface SourcePanel {
  /** A capture begins. */
  begin(): void;
  /** A capture ends: every track ends. */
  end(): void;
  dispose(): void;
  /** The element was moved in the document, which pauses a picture. */
  moved?(): void;
  /** Words of the problem on the screen, or none. */
  readonly problem: string;
  /** Takes the problem off the screen. */
  clearProblem(): void;
  /** What the live region says beside problems. */
  readonly announcement: string;
  /** The picture of the source, if it has one. */
  render?(): TemplateResult;
  renderControls(): TemplateResult | '';
}

export const panelButton = (label: string, press: () => void): TemplateResult =>
  html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`;
