export {};
//# sourceMappingURL=recent.test.d.ts.map