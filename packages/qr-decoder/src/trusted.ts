interface Policy {
  createScriptURL(url: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

let policy: Policy | null | undefined;

/** A worker's address as Trusted Types want it (policy `cid-elements`), or as it is where they are absent or refuse us. */
export function scriptUrl(url: string): string {
  if (policy === undefined) {
    policy = null;
    try {
      const types = (globalThis as { trustedTypes?: Factory }).trustedTypes;
      policy = types?.createPolicy('cid-elements', { createScriptURL: (address) => address }) ?? null;
    } catch {
      // The page allows no such policy: the plain string works unless it also requires one.
    }
  }
  return (policy ? policy.createScriptURL(url) : url) as string;
}
