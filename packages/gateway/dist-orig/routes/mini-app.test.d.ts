export {};
//# sourceMappingURL=mini-app.test.d.ts.map