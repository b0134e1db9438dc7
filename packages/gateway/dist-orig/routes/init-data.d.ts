/** Longest launch data that is looked at, characters. */
export declare const INIT_DATA_MAX_LENGTH = 8192;
export declare const INIT_DATA_MAX_AGE_MS: number;
export declare function isGenuineInitData(initData: string, botToken: string, nowMs: number): boolean;
//# sourceMappingURL=init-data.d.ts.map