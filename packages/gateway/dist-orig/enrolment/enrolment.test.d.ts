export {};
//# sourceMappingURL=enrolment.test.d.ts.map