/** The institution's configuration: one JSON file, every field optional. `config-reader.ts` reads it. */
import { type Benefit, REGULATION_BENEFITS } from './benefits.js';
import type { Clause } from './clauses.js';
import { CODE_HOSTS } from './codes.js';
import type { LocalAct } from './regulation.js';

export interface Branch {
  readonly name: string;
  readonly address?: string;
  readonly hours?: string;
  readonly phone?: string;
}

export interface Institution {
  readonly name?: string;
  /** ИНН of the organisation, 10 digits: compared with the one in a power of attorney (4.1.2). */
  readonly inn?: string;
  /** IANA name, for dates and times on screen. Default: the time zone of the browser. */
  readonly timeZone?: string;
  /** Contact for questions and complaints: telephone number, postal or e-mail address. */
  readonly contact?: string;
  readonly hours?: string;
  readonly branches?: readonly Branch[];
}

/** A paper document that proves a benefit, and the details to check on it. */
export interface PaperDocument {
  readonly document: string;
  readonly lookAt?: readonly string[];
}

/** A case in which federal law requires paper (clause 1.3). */
export interface PaperCase {
  readonly case: string;
  readonly law?: string;
}

export type Way = 'goskan' | 'gateway';

/** URLs that may change without a release. */
export interface Addresses {
  /** Official help page about the Digital ID. */
  readonly help: string;
  /** The bot in MAX that opens the Digital ID. */
  readonly bot: string;
}

/** Dates on which the steps of the introduction were completed, yyyy-mm-dd. Contains no names. */
export interface Checklist {
  readonly actPublished?: string;
  readonly staffTrained?: string;
  readonly attorneyUntil?: string;
  readonly deskTested?: string;
  readonly sitePageUp?: string;
}

export interface Config {
  readonly institution: Institution;
  /** The local act. Default: `REGULATION`. */
  readonly act?: LocalAct;
  /** Clause of the Regulation → clause of the institution's own act. */
  readonly clauses: Readonly<Partial<Record<Clause, string>>>;
  readonly ways: readonly Way[];
  /** The act that permits the gateway. Without it `gateway` is not used (4.1). */
  readonly gatewayAct?: LocalAct;
  readonly benefits: readonly Benefit[];
  readonly paper: Readonly<Partial<Record<Benefit, readonly PaperDocument[]>>>;
  readonly paperRequired: readonly PaperCase[];
  /** Text that Goskan shows on success, by benefit. Overrides the text of clause 4.2.3. */
  readonly goskanSuccess: Readonly<Partial<Record<Benefit, string>>>;
  readonly codeHosts: readonly string[];
  /**
   * Code of the authority for Goskan in a power of attorney. No public source names it, so there is no
   * default.
   */
  readonly goskanPower?: string;
  readonly addresses: Addresses;
  readonly checklist: Checklist;
}

export const DEFAULT_CONFIG: Config = {
  institution: {},
  clauses: {},
  ways: ['goskan'],
  benefits: REGULATION_BENEFITS,
  paper: {},
  paperRequired: [],
  goskanSuccess: {},
  codeHosts: CODE_HOSTS,
  addresses: {
    help: 'https://www.gosuslugi.ru/help/faq/digital_id/20133',
    bot: 'https://max.ru/digitalid_bot',
  },
  checklist: {},
};
