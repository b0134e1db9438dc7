export {};
//# sourceMappingURL=verifier.js.map