export * from './benefits.js';
export * from './check.js';
export * from './codes.js';
export * from './config.js';
export * from './duties.js';
export * from './outcomes.js';
export * from './regulation.js';
export * from './training.js';
