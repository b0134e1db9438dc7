export {};
//# sourceMappingURL=attack.test.d.ts.map