/** Runs when the test file has ended, last in first out. A hook registered inside `before` would run at once. */
export declare function cleanup(undo: () => unknown): void;
//# sourceMappingURL=cleanup.d.ts.map