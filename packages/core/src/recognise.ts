/**
 * What a decoded text is, before anybody is asked. Only the host and the beginning of the path are looked at: the
 * upstream decides the rest. No regular expression touches the text: a match would leave it in `RegExp.$_`.
 */
import { CODE_HOSTS, TRAINING_HOST } from './codes.js';

/** Longest text that is looked at, in UTF-16 units; the gateway's limit as well. */
export const CODE_MAX_LENGTH = 2048;

export type CodeKind = 'digital-id' | 'training' | 'foreign';

function beginsWith(text: string, host: string): boolean {
  const origin = `https://${host}/`;
  return text.slice(0, origin.length).toLowerCase() === origin && text.charAt(origin.length) === 'm';
}

/** Names a decoded text: a Digital ID code, a training code, or neither. Never says whether it is valid. */
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
  if (beginsWith(text, TRAINING_HOST)) return { kind: 'training' };
  return { kind: hosts.some((host) => beginsWith(text, host.toLowerCase())) ? 'digital-id' : 'foreign' };
}
