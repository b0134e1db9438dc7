/** What a Digital ID code begins with. */

/** Hosts of a Digital ID code, matched exactly: look-alikes are used in fraud. */
export const CODE_HOSTS: readonly string[] = ['www.gosuslugi.ru', 'gosuslugi.ru'];

/** Host of training codes. `.invalid` never resolves (RFC 2606), so a training code can lead nowhere. */
export const TRAINING_HOST = 'id.cid-training.invalid';

/** The texts a code may begin with: what a passive guard watches for. */
export function codeStarts(hosts: readonly string[] = CODE_HOSTS): string[] {
  return [...hosts, TRAINING_HOST].map((host) => `https://${host}/m`);
}
