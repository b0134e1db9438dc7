export {};
//# sourceMappingURL=init-data.test.d.ts.map