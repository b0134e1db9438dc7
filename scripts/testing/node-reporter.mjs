// A reporter of `node --test`: one JSON line per finished test, with its full name.
/**
 * @param {AsyncIterable<{ type: string, data: any }>} events in the order in which the tests were written
 * @returns {AsyncGenerator<string>}
 */
export default async function* jsonLines(events) {
  /** @type {string[]} */
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names[data.nesting] = data.name;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail';
    const suite = data.details?.type === 'suite';
    // A suite fails with a failed test, which has its own line, or because its setup failed.
    if (suite && (!failed || data.details.error?.failureType === 'subtestsFailed')) continue;
    if (data.skip !== undefined && data.skip !== false) continue;
    // A `todo` test documents a known limitation: it counts neither as passed nor as failed.
    if (data.todo !== undefined && data.todo !== false) continue;
    const name = [...names.slice(0, data.nesting), data.name].join(' › ');
    yield `${JSON.stringify({ name, passed: !failed, ms: Math.round(data.details?.duration_ms ?? 0) })}\n`;
  }
}
