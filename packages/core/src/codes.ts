/** Hosts and public starts of Digital ID codes. */

/** Hosts of a Digital ID code, matched exactly because look-alike hosts are used in fraud. */
export const CODE_HOSTS: readonly string[] = ['www.gosuslugi.ru', 'gosuslugi.ru'];

/** Host of training codes. `.invalid` never resolves (RFC 2606), so a training code opens no page. */
export const TRAINING_HOST = 'id.cid-training.invalid';

/** Public starts of all codes, for the passive guard of a wedge. */
export function codeStarts(hosts: readonly string[] = CODE_HOSTS): string[] {
  return [...hosts, TRAINING_HOST].map((host) => `https://${host}/m`);
}
