import { type Config, DEFAULT_CONFIG } from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { loadConfig } from '../flow/config-source.js';
import { CidElement } from '../internal/cid-element.js';
import { nearestLang } from '../internal/language.js';
import { warn } from '../internal/warn.js';
import { type AttorneyFinding, assessAttorney } from './assess-attorney.js';
import {
  type AttorneyFile,
  type AttorneyFileProblem,
  MAX_ATTORNEY_BYTES,
  readAttorneyFile,
} from './attorney-file.js';
import { attorneyReminder } from './attorney-reminder.js';
import { type AttorneyTexts, attorneyTexts, russianAttorney } from './attorney-texts.js';
import { attorneyStyles } from './cid-attorney.styles.js';

/** The detail of `cid-attorney`: the last day of the power of attorney, no personal data. */
export interface CidAttorneyDetail {
  /** yyyy-mm-dd. */
  readonly until: string;
}

/** Delay before the object URL of the reminder is revoked after a click. */
const URL_LIFETIME_MS = 10_000;

type Problem = AttorneyFileProblem | 'unreadable';

const PROBLEM_TEXTS = {
  'too-large': 'tooLarge',
  empty: 'empty',
  'signed-container': 'signedContainer',
  'not-xml': 'notXml',
  'other-format': 'otherFormat',
  incomplete: 'incomplete',
  doctype: 'doctype',
  encoding: 'encoding',
  malformed: 'malformed',
  unreadable: 'unreadable',
} as const satisfies Record<Problem, keyof AttorneyTexts>;

function findingText(finding: AttorneyFinding, t: AttorneyTexts): string {
  switch (finding.kind) {
    case 'not-yet-valid':
      return t.notYetValid(finding.from);
    case 'ending':
      return t.ending(finding.days);
    case 'ended':
      return t.ended;
    case 'other-organisation':
      return t.otherOrganisation;
    case 'organisation-unknown':
      return t.organisationUnknown;
    case 'organisation-unchecked':
      return t.organisationUnchecked;
    case 'no-goskan-power':
      return t.noGoskanPower;
    case 'goskan-power-unchecked':
      return t.goskanPowerUnchecked;
    case 'no-powers':
      return t.noPowers;
  }
}

/**
 * Reads the clerk's machine-readable power of attorney (МЧД, 4.1.2) in the browser and shows its dates,
 * organisation, powers and problems. Reads no personal data, sends and stores nothing.
 *
 * @tagname cid-attorney
 * @csspart screen - the whole content
 * @csspart primary - the button of the most likely next step
 * @csspart quiet - a button that cancels or postpones
 * @fires {CustomEvent<CidAttorneyDetail>} cid-attorney - the clerk passed the last day to the desk. Does not
 * bubble.
 */
export class CidAttorney extends CidElement {
  /** @internal */
  static override readonly sheets = [...CidElement.sheets, attorneyStyles];

  static override properties = {
    config: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
  };

  /** Address of the institution's configuration (JSON), or the object itself. */
  declare config: string | object | undefined;
  /** Level of the heading, 1 to 6, in the page's outline. Default 2. */
  declare headingLevel: number;

  #settings: Config = DEFAULT_CONFIG;
  #file: AttorneyFile | undefined;
  #problem: Problem | undefined;
  #isReading = false;
  #isOver = false;
  #said = '';

  get #texts(): AttorneyTexts {
    return attorneyTexts.get(nearestLang(this)) ?? russianAttorney;
  }

  protected override removed(): void {
    this.#clear();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('config')) void this.#loadConfig();
    const lang = nearestLang(this);
    if (!attorneyTexts.get(lang))
      void attorneyTexts.load(lang).then((texts) => texts && this.requestUpdate());
  }

  async #loadConfig(): Promise<void> {
    const source = this.config;
    const { config, problems } = await loadConfig(source);
    if (source !== this.config) return;
    for (const problem of problems) warn(`<${this.localName}> ${problem}`);
    this.#settings = config;
    this.requestUpdate();
  }

  #clear(): void {
    this.#file = undefined;
    this.#problem = undefined;
    this.#said = '';
    this.setPhase('idle');
    this.requestUpdate();
  }

  async #read(file: File | undefined): Promise<void> {
    if (!file) return;
    this.#clear();
    this.#isReading = true;
    this.setPhase('working');
    try {
      if (file.size > MAX_ATTORNEY_BYTES) this.#problem = 'too-large';
      else {
        const reading = readAttorneyFile(new Uint8Array(await file.arrayBuffer()));
        this.#file = reading.file;
        this.#problem = reading.problem;
      }
    } catch {
      this.#problem = 'unreadable';
    }
    this.#isReading = false;
    this.setPhase('result');
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-result]')?.focus();
  }

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.#read(input.files?.[0]);
    // Reset, so that `change` fires for the same file again and no file name is shown.
    input.value = '';
  };

  readonly #dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.#isOver = event.type === 'dragover';
    if (event.type === 'drop') void this.#read(event.dataTransfer?.files[0]);
    this.requestUpdate();
  };

  #say(words: string): void {
    this.#said = words;
    this.requestUpdate();
  }

  #use(until: string): void {
    const detail: CidAttorneyDetail = { until };
    this.dispatchEvent(new CustomEvent('cid-attorney', { detail }));
    this.#say(this.#texts.used(until));
  }

  async #copy(line: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(line);
      this.#say(this.#texts.copied);
    } catch {
      this.renderRoot.querySelector<HTMLInputElement>('.line')?.select();
      this.#say(this.#texts.notCopied);
    }
  }

  #remind(until: string): void {
    const t = this.#texts;
    const texts = { summary: t.reminderSummary, description: t.reminderText(until) };
    const ics = new Blob([attorneyReminder(until, texts, Date.now())], { type: 'text/calendar' });
    const link = this.ownerDocument.createElement('a');
    link.href = URL.createObjectURL(ics);
    link.download = `attorney-${until}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME_MS);
  }

  #fileView(file: AttorneyFile): TemplateResult {
    const t = this.#texts;
    const { institution, goskanPower } = this.#settings;
    // The Swedish locale formats dates as yyyy-mm-dd.
    const today = new Intl.DateTimeFormat('sv', { timeZone: institution.timeZone }).format(new Date());
    const { usable, findings } = assessAttorney(file, {
      today,
      ...(institution.inn && { inn: institution.inn }),
      ...(goskanPower && { goskanPower }),
    });
    const inForce = !findings.some(
      ({ kind }) => kind === 'ended' || kind === 'not-yet-valid' || kind === 'ending',
    );
    const line = `attorney-until="${file.until}"`;
    return html`
      ${inForce ? html`<p><b>${t.valid}</b></p>` : ''}
      ${findings.map((finding) => html`<p class="notice">${findingText(finding, t)}</p>`)}
      <dl>
        <dt>${t.term}</dt>
        <dd>${t.termValue(file.from, file.until)}</dd>
        ${
          file.organisation
            ? html`<dt>${t.organisation}</dt>
              <dd>${file.organisation.name}<br />${t.inn(file.organisation.inn)}</dd>`
            : ''
        }
        <dt>${t.number}</dt>
        <dd>${t.numberValue(file.numberEnd)}</dd>
        ${file.subDelegated ? html`<dt>${t.delegated}</dt><dd>${t.delegatedValue}</dd>` : ''}
        ${
          file.powers.length
            ? html`<dt>${t.powers}</dt>
              <dd><ul>${file.powers.map(({ code, name }) => html`<li>${name}${code ? html` <span class="note">${code}</span>` : ''}</li>`)}</ul></dd>`
            : ''
        }
      </dl>
      ${
        usable
          ? html`<div class="actions">
              <button type="button" class="button primary" part="button primary" @click=${() => this.#use(file.until)}><span>${t.use}</span></button>
              <button type="button" class="button" part="button" @click=${() => this.#remind(file.until)}><span>${t.reminder}</span></button>
            </div>
            <label>${t.line} <input class="line" readonly .value=${line} /></label>
            <div class="actions minor">
              <button type="button" class="button quiet" part="button quiet" @click=${() => void this.#copy(line)}><span>${t.copy}</span></button>
            </div>`
          : ''
      }`;
  }

  protected override render(): TemplateResult {
    const t = this.#texts;
    const file = this.#file;
    const problem = this.#problem;
    return html`<div class="root ${this.appearanceClass}" dir=${t.dir} lang=${t.lang}>
      <section class="screen" part="screen">
        <div role="heading" class="title" aria-level=${this.headingLevel || 2}>${t.title}</div>
        <p>${t.lead}</p>
        <div
          class="drop ${this.#isOver ? 'over' : ''}"
          @dragover=${this.#dragged}
          @dragleave=${this.#dragged}
          @drop=${this.#dragged}
        >
          <label for="file">${file || problem ? t.another : t.choose}</label>
          <input id="file" type="file" accept=".xml,text/xml,application/xml" @change=${this.#chosen} />
          <span class="note">${t.drop}</span>
        </div>
        ${this.#isReading ? html`<p>${t.reading}</p>` : ''}
        ${
          file || problem
            ? html`<div class="screen" data-result tabindex="-1">
                ${problem ? html`<p class="notice">${t[PROBLEM_TEXTS[problem]]}</p>` : ''}
                ${file ? this.#fileView(file) : ''}
                <div class="actions minor">
                  <button type="button" class="button quiet" part="button quiet" @click=${() => this.#clear()}><span>${t.clear}</span></button>
                </div>
              </div>`
            : ''
        }
        <p role="status">${this.#said}</p>
      </section>
    </div>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cid-attorney': CustomEvent<CidAttorneyDetail>;
  }
}
