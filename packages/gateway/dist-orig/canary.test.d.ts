export {};
//# sourceMappingURL=canary.test.d.ts.map