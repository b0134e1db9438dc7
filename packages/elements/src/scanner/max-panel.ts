import type { MaxSource } from '@cid-elements/scanning/max/max-source';
import type { TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { capture } from '../locales/ru/capture.js';
import { LazySourcePanel, type PanelHost, panelButton } from './source-panel.js';

const maxPart = new LazyPart(() => import('@cid-elements/scanning/max/max-source'));

export class MaxPanel extends LazySourcePanel<MaxSource> {
  constructor(host: PanelHost) {
    super(host, 'max');
  }

  async turnOn(): Promise<void> {
    this.clearProblem();
    const isLoaded = await this.load(
      maxPart,
      ({ MaxSource }) =>
        new MaxSource({
          onCode: (text) => void this.host.offer(text, 'max'),
          onStatus: (status, problem) => {
            this.setProblem(problem);
            this.host.report('max', status, problem);
          },
        }),
    );
    if (!isLoaded) {
      this.setProblem('failed');
      this.host.report('max', 'problem', 'failed');
    } else if (this.host.capturing) {
      await this.source?.start();
    }
  }

  renderControls(): TemplateResult {
    return panelButton(this.host.texts(capture).scanner.max, () => this.host.turnOn('max'));
  }
}
