/** The Russian words of the exports. */
import type { Benefit } from '@cid-elements/core';
import type { CountedOutcome, CountedVerifier } from './report.js';
import type { Published } from './rounding.js';
export declare const BENEFIT_WORDS: Readonly<Record<Benefit, string>>;
export declare const VERIFIER_WORDS: Readonly<Record<CountedVerifier, string>>;
export declare const OUTCOME_WORDS: Readonly<Record<CountedOutcome, string>>;
export declare const NO_BRANCH_WORDS = "\u0431\u0435\u0437 \u043E\u0442\u0434\u0435\u043B\u0435\u043D\u0438\u044F";
export declare const TOTAL_WORDS = "\u0432\u0441\u0435\u0433\u043E";
/** What every export says of itself. */
export declare const NOTES: string[];
export declare const countWords: (count: Published) => string | number;
/** «ноябрь 2026 года» */
export declare const monthWords: (month: string) => string;
//# sourceMappingURL=words.d.ts.map