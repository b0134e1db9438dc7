export {};
//# sourceMappingURL=region.test.d.ts.map