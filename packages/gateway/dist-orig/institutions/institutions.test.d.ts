export {};
//# sourceMappingURL=institutions.test.d.ts.map