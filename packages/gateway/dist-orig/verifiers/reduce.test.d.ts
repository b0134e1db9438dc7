export {};
//# sourceMappingURL=reduce.test.d.ts.map