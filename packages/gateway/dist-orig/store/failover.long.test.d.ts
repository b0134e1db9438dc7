export {};
//# sourceMappingURL=failover.long.test.d.ts.map