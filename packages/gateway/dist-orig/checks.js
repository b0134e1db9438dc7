/** One check: what is this code, was it here already, and what does the verifier say. */
import { recognise } from '@cid-elements/core';
const failed = (reason) => ({
    outcome: 'failed',
    reason,
});
/** A lone surrogate cannot be sent upstream, and no Digital ID code has one. */
function isSendable(code) {
    try {
        encodeURIComponent(code);
        return true;
    }
    catch {
        return false;
    }
}
export async function check({ verifier, replay, hosts }, code, benefit) {
    const { kind } = recognise(code, { hosts });
    if (kind === 'invitation')
        return failed('invitation-code');
    if (kind === 'foreign' || !isSendable(code))
        return failed('foreign-code');
    const refusal = verifier.refuses(kind);
    if (refusal)
        return failed(refusal);
    if (!(await replay.claim(code)))
        return failed('used-code');
    const verdict = await verifier.ask(code, benefit);
    // Nobody has judged the code in these cases: the clerk may press «again» while it is still shown.
    if (verdict.outcome === 'failed' &&
        (verdict.reason === 'unavailable' ||
            verdict.reason === 'rate-limited' ||
            verdict.reason === 'misconfigured')) {
        await replay.release(code);
    }
    return verdict;
}
//# sourceMappingURL=checks.js.map