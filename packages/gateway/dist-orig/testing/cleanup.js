import { after } from 'node:test';
const work = [];
/** Runs when the test file has ended, last in first out. A hook registered inside `before` would run at once. */
export function cleanup(undo) {
    work.push(undo);
}
after(async () => {
    for (const undo of work.reverse())
        await undo();
});
//# sourceMappingURL=cleanup.js.map