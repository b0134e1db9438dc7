interface Policy {
  createScriptURL(url: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

let policy: Policy | null | undefined;

/** A TrustedScriptURL of policy `cid-elements`; the plain string without Trusted Types or if refused. */
export function scriptUrl(url: string): string {
  if (policy === undefined) {
    policy = null;
    try {
      const types = (globalThis as { trustedTypes?: Factory }).trustedTypes;
      policy = types?.createPolicy('cid-elements', { createScriptURL: (address) => address }) ?? null;
    } catch {
      // The page forbids this policy name; the plain string works unless Trusted Types are enforced.
    }
  }
  return (policy ? policy.createScriptURL(url) : url) as string;
}
