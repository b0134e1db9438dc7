import { after } from 'node:test';

const work: (() => unknown)[] = [];

/**
 * Registers a function that runs when the test file has ended, last in first out. An `after` hook registered
 * inside `before` would run at once.
 */
export function cleanup(undo: () => unknown): void {
  work.push(undo);
}

after(async () => {
  for (const undo of work.reverse()) await undo();
});
