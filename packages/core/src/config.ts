/** The institution's configuration: one JSON, every field optional (`config-reader.ts` reads it). */
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
  /** IANA name, for dates and times on screen. Default: the visitor's own. */
  readonly timeZone?: string;
  /** Where questions and complaints go: a telephone number, an address, an e-mail address. */
  readonly contact?: string;
  readonly hours?: string;
  readonly branches?: readonly Branch[];
}

/** A paper document that proves a benefit, and what to look at on it. */
export interface PaperDocument {
  readonly document: string;
  readonly lookAt?: readonly string[];
}

/** A case in which federal law demands paper (clause 1.3). */
export interface PaperCase {
  readonly case: string;
  readonly law?: string;
}

export type Way = 'goskan' | 'gateway';

/** Addresses that may change without a release. */
export interface Addresses {
  /** Official help page about the Digital ID. */
  readonly help: string;
  /** The bot in MAX that opens the Digital ID. */
  readonly bot: string;
}

/** Days on which a step of the introduction was done, yyyy-mm-dd; never who did it. */
export interface Checklist {
  readonly actPublished?: string;
  readonly staffTrained?: string;
  readonly attorneyUntil?: string;
  readonly deskTested?: string;
  readonly sitePageUp?: string;
}

export interface Config {
  readonly institution: Institution;
  /** The local act; absent: `REGULATION`. */
  readonly act?: LocalAct;
  /** Clause of the Regulation → clause of the institution's own act. */
  readonly clauses: Readonly<Partial<Record<Clause, string>>>;
  readonly ways: readonly Way[];
  /** The act that permits checking through the gateway: without it `gateway` is not permitted (4.1). */
  readonly gatewayAct?: LocalAct;
  readonly benefits: readonly Benefit[];
  readonly paper: Readonly<Partial<Record<Benefit, readonly PaperDocument[]>>>;
  readonly paperRequired: readonly PaperCase[];
  /** What Goskan shows on success, by benefit, where the institution knows better than clause 4.2.3. */
  readonly goskanSuccess: Readonly<Partial<Record<Benefit, string>>>;
  readonly codeHosts: readonly string[];
  /** Code of Goskan's authority in a power of attorney; no public source names it, so there is no default. */
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
