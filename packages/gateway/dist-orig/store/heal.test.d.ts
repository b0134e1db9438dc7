export {};
//# sourceMappingURL=heal.test.d.ts.map