export {};
//# sourceMappingURL=receipts.test.d.ts.map