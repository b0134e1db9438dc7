import { expect } from 'chai';
import { maxAvailable, readByMax } from './max-source.js';

const page = window as Window & { WebApp?: unknown };

describe('MaxSource', () => {
  afterEach(() => {
    delete page.WebApp;
  });

  const bridge = (openCodeReader: (fileSelect?: boolean) => unknown) => {
    page.WebApp = { openCodeReader };
  };

  it('is unavailable outside MAX, and loads no script', async () => {
    const scripts = document.scripts.length;
    expect(maxAvailable()).to.equal(false);
    expect(await readByMax()).to.deep.equal({ problem: 'unsupported' });
    page.WebApp = {};
    expect(maxAvailable()).to.equal(false);
    expect(document.scripts.length).to.equal(scripts);
  });

  it('accepts a string and { value }, and opens the reader without gallery', async () => {
    const asked: unknown[] = [];
    bridge(async (fileSelect) => {
      asked.push(fileSelect);
      return 'one';
    });
    expect(maxAvailable()).to.equal(true);
    expect(await readByMax()).to.deep.equal({ text: 'one' });
    bridge(async () => ({ value: 'two' }));
    expect(await readByMax()).to.deep.equal({ text: 'two' });
    bridge(() => 'three');
    expect(await readByMax()).to.deep.equal({ text: 'three' });
    expect(asked).to.deep.equal([false]);
  });

  it('distinguishes a closed reader from an error', async () => {
    for (const answer of [null, undefined, '', { value: '' }, { value: 7 }]) {
      bridge(async () => answer);
      expect(await readByMax()).to.deep.equal({ cancelled: true });
    }
    for (const [thrown, result] of [
      [new Error('User cancelled'), { cancelled: true }],
      [{ error: { code: 'client.open_code_reader.cancelled' } }, { cancelled: true }],
      [{ code: 'client.open_code_reader.not_supported' }, { problem: 'unsupported' }],
      [{ code: 'client.open_code_reader.permission_denied' }, { problem: 'denied' }],
      ['request_timeout', { problem: 'timed-out' }],
      [new Error('boom'), { problem: 'failed' }],
      [null, { problem: 'failed' }],
    ] as const) {
      bridge(() => Promise.reject(thrown));
      expect(await readByMax()).to.deep.equal(result);
    }
    bridge(() => {
      throw new Error('sync');
    });
    expect(await readByMax()).to.deep.equal({ problem: 'failed' });
  });

  it('drops a text that arrives after the signal was aborted', async () => {
    let give = (_: string) => {};
    bridge(() => new Promise<string>((resolve) => (give = resolve)));
    const leave = new AbortController();
    const answer = readByMax(leave.signal);
    leave.abort();
    give('late');
    expect(await answer).to.deep.equal({ cancelled: true });
  });
});
