import { CODE_HOSTS } from '@cid-elements/core';
import { expect } from 'chai';
import { gatewayVerifier } from './gateway-verifier.js';

const CODE = 'https://www.gosuslugi.ru/m5/AbC?p=f';
const real = window.fetch;

/** Replaces `fetch` and records the requests. */
function network(respond: () => Promise<Response> | Response): Request[] {
  const asked: Request[] = [];
  window.fetch = async (input, init) => {
    asked.push(new Request(input as string, { ...init, signal: null } as RequestInit));
    return respond();
  };
  return asked;
}

const verify = gatewayVerifier({ gateway: location.href, workstation: 'w', codeHosts: CODE_HOSTS });
const ask = (text = CODE) => verify(text, 'student', new AbortController().signal);
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('gatewayVerifier', () => {
  afterEach(() => {
    window.fetch = real;
  });

  it('sends exactly the body of the contract', async () => {
    const asked = network(() => json({ id: 'x', outcome: 'confirmed', benefit: 'student', verifier: 'max' }));
    expect(await ask()).to.deep.equal({ outcome: 'confirmed', benefit: 'student', verifier: 'max' });
    const body = (await asked[0]!.json()) as Record<string, unknown>;
    expect(Object.keys(body).sort()).to.deep.equal(['benefit', 'capturedAt', 'code', 'workstation']);
    expect(asked[0]!.url).not.to.contain('gosuslugi');
  });

  it('accepts a receipt only with a confirmation by MAX, and drops malformed ones', async () => {
    const answered = async (more: object) => {
      network(() => json({ id: 'x', outcome: 'confirmed', benefit: 'student', verifier: 'max', ...more }));
      return (await ask()).receipt;
    };
    expect(await answered({ receipt: 'a.b.c' })).to.equal('a.b.c');
    for (const receipt of [5, null, {}, '', 'a.b', 'a.b.c.d', `a.b.${'c'.repeat(4_096)}`])
      expect(await answered({ receipt }), String(receipt)).to.equal(undefined);
    expect(await answered({ receipt: 'a.b.c', verifier: 'training' })).to.equal(undefined);
    expect(await answered({ receipt: 'a.b.c', outcome: 'not-confirmed' })).to.equal(undefined);
  });

  it('sends the cookie to another origin only after a 401, to the own origin always', async () => {
    const good = { id: 'x', outcome: 'confirmed', benefit: 'student', verifier: 'max' };
    const gateway = 'https://gateway.library.invalid/a';
    const other = gatewayVerifier({ gateway, workstation: 'w', codeHosts: CODE_HOSTS });
    const another = () => other(CODE, 'student', new AbortController().signal);
    const credentials = (asked: Request[]) => asked.map((request) => request.credentials);
    let known = false;
    const asked = network(() => {
      const response = known ? json(good) : json({}, 401);
      known = true;
      return response;
    });
    expect((await another()).outcome).to.equal('confirmed');
    expect((await another()).outcome).to.equal('confirmed');
    expect(credentials(asked)).to.deep.equal(['same-origin', 'include', 'include']);
    expect(asked[0]!.url).to.equal('https://gateway.library.invalid/a/v1/checks');

    const own = network(() => json({}, 401));
    expect((await ask()).reason).to.equal('misconfigured');
    expect(credentials(own), 'the page’s own origin has had the cookie').to.deep.equal(['same-origin']);
    const key = { gateway: 'https://key.library.invalid', workstation: 'w', codeHosts: CODE_HOSTS };
    const keyed = network(() => json({}, 401));
    await gatewayVerifier({ ...key, callerKey: 'k' })(CODE, 'student', new AbortController().signal);
    expect(credentials(keyed), 'a key says who asks').to.deep.equal(['same-origin']);
    let calls = 0;
    network(() => {
      calls += 1;
      return calls === 1 ? json({}, 401) : Promise.reject(new TypeError('no cookies here'));
    });
    expect((await gatewayVerifier(key)(CODE, 'student', new AbortController().signal)).reason).to.equal(
      'misconfigured',
    );
  });

  it('does not send a foreign code', async () => {
    const asked = network(() => json({}));
    for (const text of ['9785170982547', 'https://gosuslygi.msk.ru/m5/x', 'card 12345']) {
      expect((await ask(text)).reason).to.equal('foreign-code');
    }
    expect(asked.length).to.equal(0);
  });

  it('does not send a check that was aborted before this chunk loaded', async () => {
    const asked = network(() => json({}));
    expect((await verify(CODE, 'student', AbortSignal.abort())).reason).to.equal('cancelled');
    expect(asked.length).to.equal(0);
  });

  it('does not send an invitation to MAX, and reports it as such', async () => {
    const asked = network(() => json({}));
    const text = 'https://max.ru/digitalid_bot?startapp=age_verification';
    expect((await ask(text)).reason).to.equal('invitation-code');
    expect(asked.length).to.equal(0);
  });

  it('sends although navigator.onLine is false, and reports offline only when the request fails', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      network(() => json({ id: 'x', outcome: 'confirmed', benefit: 'student', verifier: 'max' }));
      expect((await ask()).outcome).to.equal('confirmed');
      network(() => Promise.reject(new TypeError('network')));
      expect((await ask()).reason).to.equal('offline');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  const statuses: [number, string][] = [
    [400, 'misconfigured'],
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ];
  for (const [status, reason] of statuses) {
    it(`maps HTTP ${status} to ${reason}`, async () => {
      network(() => json({ title: 'x' }, status));
      expect((await ask()).reason).to.equal(reason);
    });
  }

  it('fails for an invalid answer or one about another benefit', async () => {
    for (const body of [
      {},
      null,
      'confirmed',
      { id: 'x', outcome: 'confirmed', benefit: 'age', verifier: 'max' },
      { outcome: 'confirmed', benefit: 'student', verifier: 'max' },
    ]) {
      network(() => json(body));
      expect((await ask()).reason).to.equal('unavailable');
    }
    network(() => new Response('<html>'));
    expect((await ask()).reason).to.equal('unavailable');
    network(() => Promise.reject(new TypeError('network')));
    expect((await ask()).reason).to.equal('unavailable');
  });

  it('accepts only training answers in training', async () => {
    network(() => json({ id: 'x', outcome: 'confirmed', benefit: 'student', verifier: 'max' }));
    const training = gatewayVerifier({
      gateway: location.href,
      workstation: '',
      codeHosts: CODE_HOSTS,
      trainingOnly: true,
    });
    expect((await training(CODE, 'student', new AbortController().signal)).reason).to.equal('misconfigured');
  });
});
