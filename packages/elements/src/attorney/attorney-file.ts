/**
 * Reads a machine-readable power of attorney (МЧД, clause 4.1.2) of unified format 003, namespace
 * `urn://x-artefacts/EMCHD_1`. Decodes only the attributes named here. Personal data of the representative
 * and the signer is never decoded to a string.
 */
import { isDate } from '@cid-elements/core';
import { readXmlTags, XmlError, type XmlProblem, type XmlTag } from './xml-tags.js';

/** Maximum file size, bytes. Real files have a few tens of kB. */
export const MAX_ATTORNEY_BYTES = 1_048_576;

/** Maximum number of powers that are read. */
const MAX_POWERS = 200;
/** Longer texts are truncated, UTF-16 units. */
const MAX_TEXT_CHARS = 500;

const NAMESPACE = 'urn://x-artefacts/EMCHD_1';
const FORMAT = 'EMCHD_1';
/** Elements that contain personal data. Nothing in them is decoded. */
const PERSON_BRANCHES = ['СвУпПред', 'СведФизЛ', 'ФИО', 'СвФЛ', 'СвИП', 'Подписант', 'УдЛичн'];

export interface AttorneyPower {
  /** Code of the authority in the classifier, if it is machine-readable. */
  readonly code?: string;
  readonly name: string;
}

export interface AttorneyFile {
  /** The last four characters of the document's number, for the clerk to compare with the paper. */
  readonly numberEnd: string;
  /** First day, yyyy-mm-dd. */
  readonly from: string;
  /** Last day, yyyy-mm-dd. */
  readonly until: string;
  readonly organisation: { readonly name: string; readonly inn: string } | undefined;
  /** Whether it is a sub-delegation. */
  readonly subDelegated: boolean;
  readonly powers: readonly AttorneyPower[];
}

export type AttorneyFileProblem =
  | XmlProblem
  | 'too-large'
  | 'empty'
  | 'signed-container' // PKCS#7, PEM or an archive around the XML
  | 'not-xml'
  | 'other-format' //    XML, but not EMCHD_1
  | 'incomplete'; //     number or dates missing, or dates invalid

export type AttorneyReading =
  | { readonly file: AttorneyFile; readonly problem?: undefined }
  | { readonly file?: undefined; readonly problem: AttorneyFileProblem };

const refuse = (problem: AttorneyFileProblem): AttorneyReading => ({ problem });

/** Problem of a file that is no XML, by its first bytes. */
function wrapperOf(bytes: Uint8Array): AttorneyFileProblem | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MAX_ATTORNEY_BYTES) return 'too-large';
  const [first, second] = bytes;
  const isDer = first === 0x30 && second !== undefined && second >= 0x80;
  const isZip = first === 0x50 && second === 0x4b;
  const text = String.fromCharCode(...bytes.subarray(0, 64))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  // Base64 of a DER sequence longer than 127 bytes begins with `MI`.
  if (isDer || isZip || text.startsWith('-----BEGIN') || /^MI[A-Za-z0-9+/]{20}/.test(text))
    return 'signed-container';
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return text.startsWith('<') || utf16 ? undefined : 'not-xml';
}

const short = (text: string): string => text.trim().slice(0, MAX_TEXT_CHARS);

/** Reads the bytes of a file. Never throws: a failure is returned as a problem. */
export function readAttorneyFile(bytes: Uint8Array): AttorneyReading {
  const wrapper = wrapperOf(bytes);
  if (wrapper) return refuse(wrapper);

  let isFormat = false;
  let dates: { numberEnd: string; from: string; until: string } | undefined;
  let organisation: AttorneyFile['organisation'];
  let subDelegated = false;
  const powers: AttorneyPower[] = [];

  const readDates = (tag: XmlTag): void => {
    dates = {
      numberEnd: tag.valueEnd('НомДовер', 4) ?? '',
      from: tag.value('ДатаВыдДовер') ?? tag.value('ДатаНачСрокДейст') ?? '',
      until: tag.value('СрокДейст') ?? '',
    };
  };

  const onTag = (tag: XmlTag): void => {
    const { path } = tag;
    const name = path[path.length - 1];
    if (path.length === 1) {
      const declared = tag.value(tag.prefix ? `xmlns:${tag.prefix}` : 'xmlns');
      isFormat = name === 'Доверенность' && (declared === NAMESPACE || tag.value('ВерсФорм') === FORMAT);
      return;
    }
    if (path.some((part) => PERSON_BRANCHES.includes(part))) return;
    if (path[1] !== 'Документ' || powers.length >= MAX_POWERS) return;
    const isMain = path[2] === 'Довер' || path[2] === 'Передов';
    if (!isMain) return;
    if (name === 'СвДов' && !dates) readDates(tag);
    else if (name === 'СвПереДовер') {
      subDelegated = true;
      readDates(tag);
    } else if (name === 'Передов') subDelegated = true;
    else if (name === 'СвРосОрг' && !organisation)
      organisation = { name: short(tag.value('НаимОрг') ?? ''), inn: short(tag.value('ИННЮЛ') ?? '') };
    else if (name === 'МашПолн')
      powers.push({ code: short(tag.value('КодПолн') ?? ''), name: short(tag.value('НаимПолн') ?? '') });
    else if (name === 'ТекстПолн') {
      const text = short(tag.value('ТекстПолн') ?? tag.text());
      if (text) powers.push({ name: text });
    } else if (name === 'СвПолн') {
      const text = short(tag.value('ТекстПолн') ?? '');
      if (text) powers.push({ name: text });
    }
  };

  try {
    readXmlTags(bytes, onTag);
  } catch (error) {
    return refuse(error instanceof XmlError ? error.problem : 'malformed');
  }
  if (!isFormat) return refuse('other-format');
  if (!dates?.numberEnd || !isDate(dates.from) || !isDate(dates.until)) return refuse('incomplete');
  return { file: { ...dates, organisation, subDelegated, powers } };
}
