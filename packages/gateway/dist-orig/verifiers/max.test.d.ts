export {};
//# sourceMappingURL=max.test.d.ts.map