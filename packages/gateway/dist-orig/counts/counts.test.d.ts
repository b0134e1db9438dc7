export {};
//# sourceMappingURL=counts.test.d.ts.map