/**
 * A forward-only reader of XML start and end tags over bytes. A DOM parser would decode the whole file, but
 * no name, ИНН or СНИЛС of a person may be read into a string (5.2, 152-ФЗ). This reader decodes the names of
 * tags and attributes, and an attribute's value only if the caller requests it.
 *
 * It accepts the subset of XML that a power of attorney needs and rejects everything else. A `<!DOCTYPE` is
 * rejected first, so entity expansion is impossible.
 */

export type XmlProblem = 'doctype' | 'encoding' | 'malformed';

export class XmlError extends Error {
  readonly problem: XmlProblem;
  constructor(problem: XmlProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Maximum nesting depth; the schema needs 12. */
const MAX_DEPTH = 64;

export interface XmlTag {
  /** Names of the open elements from the root, this one last, without namespace prefixes. */
  readonly path: readonly string[];
  /** Namespace prefix of this element's name; may be empty. */
  readonly prefix: string;
  /** Names of this tag's attributes. */
  readonly attributes: readonly string[];
  /** Decodes the value of an attribute; `undefined` if there is none. */
  value(name: string): string | undefined;
  /** Decodes only the last characters of an attribute's value. */
  valueEnd(name: string, characters: number): string | undefined;
  /** Decodes the text of this element up to its first child or its end tag. */
  text(): string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Replaces character references. Only predefined entities exist without a DOCTYPE. */
function replaceReferences(text: string): string {
  let out = '';
  let at = 0;
  for (let amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', at)) {
    const end = text.indexOf(';', amp);
    if (end < 0 || end - amp > 10) throw new XmlError('malformed');
    const name = text.slice(amp + 1, end);
    const code = name.startsWith('#x')
      ? Number.parseInt(name.slice(2), 16)
      : name.startsWith('#')
        ? Number.parseInt(name.slice(1), 10)
        : undefined;
    const character =
      code === undefined
        ? Object.hasOwn(PREDEFINED, name) && PREDEFINED[name]
        : code > 0 && code <= 0x10ffff && String.fromCodePoint(code);
    if (!character) throw new XmlError('malformed');
    out += text.slice(at, amp) + character;
    at = end + 1;
  }
  return out + text.slice(at);
}

function indexOf(bytes: Uint8Array, word: string, from: number): number {
  for (
    let at = bytes.indexOf(word.charCodeAt(0), from);
    at >= 0;
    at = bytes.indexOf(word.charCodeAt(0), at + 1)
  )
    if (startsWith(bytes, word, at)) return at;
  return -1;
}

function startsWith(bytes: Uint8Array, word: string, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Case-insensitive, so that an invalid `<!doctype` gets the same problem. */
function hasDoctype(bytes: Uint8Array): boolean {
  for (let at = indexOf(bytes, '<!', 0); at >= 0; at = indexOf(bytes, '<!', at + 2)) {
    const word = String.fromCharCode(...bytes.subarray(at + 2, at + 9)).toUpperCase();
    if (word === 'DOCTYPE' || word.startsWith('ENTITY') || word.startsWith('ELEMENT')) return true;
  }
  return false;
}

/** Decoder for the declared encoding, UTF-8 by default. UTF-16 and others are rejected. */
function decoderFor(bytes: Uint8Array): { decoder: TextDecoder; start: number } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new XmlError('encoding');
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let name = 'utf-8';
  if (startsWith(bytes, '<?xml', start)) {
    const end = indexOf(bytes, '?>', start);
    if (end < 0 || end - start > 200) throw new XmlError('malformed');
    const declaration = String.fromCharCode(...bytes.subarray(start, end));
    const named = declaration.split('encoding')[1]?.split(/["']/)[1];
    if (named) name = named.trim().toLowerCase();
  }
  if (name !== 'utf-8' && name !== 'utf8' && name !== 'windows-1251' && name !== 'cp1251')
    throw new XmlError('encoding');
  return { decoder: new TextDecoder(name === 'cp1251' ? 'windows-1251' : name, { fatal: true }), start };
}

/**
 * Calls `onTag` for every start tag.
 * @throws {XmlError} for a DOCTYPE, another encoding, or malformed XML.
 */
export function readXmlTags(bytes: Uint8Array, onTag: (tag: XmlTag) => void): void {
  if (hasDoctype(bytes)) throw new XmlError('doctype');
  const { decoder, start } = decoderFor(bytes);
  const decode = ({ from, to }: Span): string => {
    try {
      return decoder.decode(bytes.subarray(from, to));
    } catch {
      throw new XmlError('encoding');
    }
  };

  const path: string[] = [];
  const open: string[] = [];
  let rootClosed = false;
  let at = start;

  const skipPast = (word: string): void => {
    const end = indexOf(bytes, word, at);
    if (end < 0) throw new XmlError('malformed');
    at = end + word.length;
  };
  const skipSpace = (): void => {
    while (isSpace(bytes[at])) at++;
  };
  const readName = (): string => {
    const from = at;
    for (let byte = bytes[at]; at < bytes.length; byte = bytes[++at])
      if (isSpace(byte) || byte === GT || byte === SLASH || byte === EQUALS || byte === LT || byte === QUOTE)
        break;
    if (at === from) throw new XmlError('malformed');
    return decode({ from, to: at });
  };
  const close = (name: string): void => {
    if (open.pop() !== name) throw new XmlError('malformed');
    path.pop();
    rootClosed = path.length === 0;
  };

  for (;;) {
    const next = bytes.indexOf(LT, at);
    const between = bytes.subarray(at, next < 0 ? bytes.length : next);
    if (path.length === 0 && !between.every(isSpace)) throw new XmlError('malformed');
    if (next < 0) break;
    at = next + 1;
    if (bytes[at] === QUESTION) skipPast('?>');
    else if (startsWith(bytes, '!--', at)) skipPast('-->');
    else if (startsWith(bytes, '![CDATA[', at) && path.length > 0) skipPast(']]>');
    else if (bytes[at] === BANG) throw new XmlError('malformed');
    else if (bytes[at] === SLASH) {
      at++;
      const name = readName();
      skipSpace();
      if (bytes[at] !== GT) throw new XmlError('malformed');
      at++;
      close(name);
    } else {
      if (rootClosed || path.length >= MAX_DEPTH) throw new XmlError('malformed');
      const name = readName();
      const spans = new Map<string, Span>();
      for (;;) {
        const before = at;
        skipSpace();
        const byte = bytes[at];
        if (byte === undefined) throw new XmlError('malformed');
        if (byte === GT || byte === SLASH) break;
        if (at === before) throw new XmlError('malformed');
        const attribute = readName();
        skipSpace();
        if (bytes[at] !== EQUALS) throw new XmlError('malformed');
        at++;
        skipSpace();
        const quote = bytes[at];
        if (quote !== QUOTE && quote !== APOSTROPHE) throw new XmlError('malformed');
        const from = at + 1;
        const to = bytes.indexOf(quote, from);
        if (to < 0 || spans.has(attribute)) throw new XmlError('malformed');
        // `<` is not allowed in a value, so it indicates an unclosed quote.
        if (bytes.subarray(from, to).includes(LT)) throw new XmlError('malformed');
        spans.set(attribute, { from, to });
        at = to + 1;
      }
      const empty = bytes[at] === SLASH;
      if (empty) at++;
      if (bytes[at] !== GT) throw new XmlError('malformed');
      at++;
      const colon = name.indexOf(':');
      open.push(name);
      path.push(name.slice(colon + 1));
      const inside = at;
      onTag({
        path,
        prefix: colon < 0 ? '' : name.slice(0, colon),
        attributes: [...spans.keys()],
        value: (wanted) => {
          const span = spans.get(wanted);
          return span && replaceReferences(decode(span));
        },
        valueEnd: (wanted, characters) => {
          const span = spans.get(wanted);
          if (!span) return undefined;
          // A document number is ASCII, with one byte per character in both encodings.
          return decode({ from: Math.max(span.from, span.to - characters), to: span.to });
        },
        text: () => {
          if (empty) return '';
          const end = bytes.indexOf(LT, inside);
          return end < 0 ? '' : replaceReferences(decode({ from: inside, to: end }));
        },
      });
      if (empty) close(name);
    }
  }
  if (path.length > 0 || !rootClosed) throw new XmlError('malformed');
}
