export {};
//# sourceMappingURL=access.test.d.ts.map