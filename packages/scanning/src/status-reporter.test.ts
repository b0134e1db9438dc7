import { expect } from 'chai';
import { StatusReporter } from './status-reporter.js';

describe('StatusReporter', () => {
  it('tells a status and a problem once, until either changes', () => {
    const told: unknown[] = [];
    const reporter = new StatusReporter<'off' | 'on' | 'problem', string>('off', (...state) =>
      told.push(state),
    );
    reporter.set('off');
    expect(told).to.deep.equal([]);
    reporter.set('on');
    reporter.set('on');
    reporter.set('problem', 'lost');
    reporter.set('problem', 'busy');
    expect(told).to.deep.equal([
      ['on', undefined],
      ['problem', 'lost'],
      ['problem', 'busy'],
    ]);
    expect([reporter.status, reporter.problem]).to.deep.equal(['problem', 'busy']);
  });

  it('has the new status already when it tells it', () => {
    const reporter = new StatusReporter<'off' | 'on', string>('off', (status) => {
      expect(reporter.status).to.equal(status);
    });
    reporter.set('on');
  });
});
