/**
 * What a decoded text is, before anybody is asked. Only the host and the form of the path are looked at: the
 * upstream decides the rest. No regular expression touches the text: a match would leave it in `RegExp.$_`.
 */
import { CODE_HOSTS, TRAINING_HOST } from './codes.js';

/** Longest text that is looked at, in UTF-16 units; the gateway's limit as well. */
export const CODE_MAX_LENGTH = 2048;

/**
 * What a text is: a Digital ID code, a training code, an invitation to MAX (posters carry such codes), or none of these.
 */
export type CodeKind = 'digital-id' | 'training' | 'invitation' | 'foreign';

/** The host of invitations to MAX: `https://max.ru/digitalid_bot?startapp=age_verification` and its like. */
export const INVITATION_HOST = 'max.ru';

const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1;

/** What follows `https://<host>/`, or `undefined` where the text begins otherwise. Letter case of the host does not matter. */
function pathAt(text: string, host: string): string | undefined {
  const origin = `https://${host.toLowerCase()}/`;
  return text.slice(0, origin.length).toLowerCase() === origin ? text.slice(origin.length) : undefined;
}

/** Whether a path is `m<digits>/<id>` as written: dot segments would lead elsewhere. */
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

/** Whether the host is exactly this one, whatever follows it. */
function isAt(text: string, host: string): boolean {
  const origin = `https://${host}`;
  // `includes` finds the empty text at the end.
  return text.slice(0, origin.length).toLowerCase() === origin && '/?#'.includes(text.charAt(origin.length));
}

/** Names a decoded text. Never says whether a code is valid. */
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
