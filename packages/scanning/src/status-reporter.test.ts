import { expect } from 'chai';
import { StatusReporter } from './status-reporter.js';

describe('StatusReporter', () => {
  it('reports status and problem only when one of them changes', () => {
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

  it('already has the new status during the callback', () => {
    const reporter = new StatusReporter<'off' | 'on', string>('off', (status) => {
      expect(reporter.status).to.equal(status);
    });
    reporter.set('on');
  });
});
