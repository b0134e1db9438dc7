/**
 * Classifies a decoded text before a verifier is asked, by host and syntax of the path only. The upstream
 * decides whether the code is valid. No regular expression is applied: a match would leave the text in
 * `RegExp.$_`.
 */
import { CODE_HOSTS, TRAINING_HOST } from './codes.js';

/** Maximum length of a text, UTF-16 units; also the gateway's limit. */
export const CODE_MAX_LENGTH = 2048;

/**
 * A Digital ID code, a training code, an invitation to MAX (as on posters), or any other text.
 */
export type CodeKind = 'digital-id' | 'training' | 'invitation' | 'foreign';

/** Host of invitations to MAX, such as `https://max.ru/digitalid_bot?startapp=age_verification`. */
export const INVITATION_HOST = 'max.ru';

const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1;

/** The text after `https://<host>/`; `undefined` if it begins otherwise. The host is case-insensitive. */
function pathAt(text: string, host: string): string | undefined {
  const origin = `https://${host.toLowerCase()}/`;
  return text.slice(0, origin.length).toLowerCase() === origin ? text.slice(origin.length) : undefined;
}

/** Whether a path is `m<digits>/<id>` without dot segments, which would resolve to another path. */
function isCodePath(path: string | undefined): boolean {
  if (path?.charAt(0) !== 'm' || !isDigit(path.charAt(1))) return false;
  let at = 1;
  while (isDigit(path.charAt(at))) at += 1;
  if (path.charAt(at) !== '/') return false;
  let end = at + 1;
  while (end < path.length && path.charAt(end) !== '?' && path.charAt(end) !== '#') end += 1;
  const segments = path.slice(at + 1, end).split('/');
  return (
    segments[0] !== '' &&
    !segments.some((segment) => ['.', '..'].includes(segment.toLowerCase().replaceAll('%2e', '.')))
  );
}

/** Whether the host is exactly this one, with any path. */
function isAt(text: string, host: string): boolean {
  const origin = `https://${host}`;
  // If nothing follows the origin, `includes('')` is true.
  return text.slice(0, origin.length).toLowerCase() === origin && '/?#'.includes(text.charAt(origin.length));
}

/** Classifies a decoded text. Does not tell whether a code is valid. */
export function recognise(
  text: string,
  { hosts = CODE_HOSTS }: { hosts?: readonly string[] } = {},
): {
  kind: CodeKind;
} {
  if (text.length > CODE_MAX_LENGTH) return { kind: 'foreign' };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit === 0x7f || unit === 0x5c) return { kind: 'foreign' };
  }
  if (isCodePath(pathAt(text, TRAINING_HOST))) return { kind: 'training' };
  if (hosts.some((host) => isCodePath(pathAt(text, host)))) return { kind: 'digital-id' };
  return { kind: isAt(text, INVITATION_HOST) ? 'invitation' : 'foreign' };
}
