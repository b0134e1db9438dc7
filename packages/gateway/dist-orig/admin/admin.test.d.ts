export {};
//# sourceMappingURL=admin.test.d.ts.map