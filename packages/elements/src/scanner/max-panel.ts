import type { MaxProblem, MaxSource } from '@cid-elements/scanning/max/max-source';
import type { TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { capture } from '../locales/ru/capture.js';
import { sources } from '../locales/ru/sources.js';
import { type PanelHost, panelButton, type SourcePanel } from './source-panel.js';

const maxPart = new LazyPart(() => import('@cid-elements/scanning/max/max-source'));

export class MaxPanel implements SourcePanel {
  readonly #host: PanelHost;
  #source: MaxSource | undefined;
  #problem: MaxProblem | undefined;
  readonly announcement = '';

  constructor(host: PanelHost) {
    this.#host = host;
  }

  async turnOn(): Promise<void> {
    this.clearProblem();
    const part = await maxPart.load();
    if (!part) {
      this.#problem = 'failed';
      this.#host.report('max', 'problem', 'failed');
      return;
    }
    if (!this.#host.capturing) return;
    this.#source ??= new part.MaxSource({
      onCode: (text) => this.#host.offer(text, 'max'),
      onStatus: (status, problem) => {
        this.#problem = problem;
        this.#host.report('max', status, problem);
      },
    });
    await this.#source.start();
  }

  begin(): void {}

  end(): void {
    this.#source?.stop();
  }

  dispose(): void {
    this.#source?.dispose();
  }

  get problem(): string {
    return this.#problem ? this.#host.texts(sources).panel.problem.max[this.#problem] : '';
  }

  clearProblem(): void {
    this.#problem = undefined;
  }

  renderControls(): TemplateResult {
    return panelButton(this.#host.texts(capture).scanner.max, () => this.#host.turnOn('max'));
  }
}
