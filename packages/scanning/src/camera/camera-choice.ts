/** Lenses and devices that read a screen badly: whole words of their labels, in the languages we meet. */
const POOR_WORDS = [
  'ultra wide',
  'ultrawide',
  'telephoto',
  'tele',
  'macro',
  'depth',
  'infrared',
  'ir',
  'virtual',
  'desk view',
];
/** Beginnings of words: Russian labels are inflected. */
const POOR_STEMS = ['сверхширок', 'ультраширок', 'телеобъектив', 'макро', 'инфракрасн', 'виртуальн'];
const REAR_WORDS = ['back', 'rear', 'environment'];
const REAR_STEMS = ['задн', 'тыльн', 'основн'];
const POOR_PENALTY = 100;

const isWordChar = (char: string): boolean =>
  char.toLowerCase() !== char.toUpperCase() || (char >= '0' && char <= '9');

/** Words of a label, lower case, each between single blanks: « back ultra wide camera ». */
function wordsOf(label: string): string {
  let words = ' ';
  let before = '';
  for (const char of label) {
    // «USB2.0IRCamera», «FaceTimeHDCamera»: a capital after a small letter begins a word.
    const camel = before !== before.toUpperCase() && char !== char.toLowerCase();
    if (!isWordChar(char)) words += words.endsWith(' ') ? '' : ' ';
    else words += (camel && !words.endsWith(' ') ? ' ' : '') + char.toLowerCase();
    before = char;
  }
  return `${words} `;
}

const hasWord = (words: string, list: readonly string[]): boolean =>
  list.some((word) => words.includes(` ${word} `));
const hasStem = (words: string, list: readonly string[]): boolean =>
  list.some((stem) => words.includes(` ${stem}`));

const isPoor = (words: string): boolean => hasWord(words, POOR_WORDS) || hasStem(words, POOR_STEMS);
const isRear = (words: string): boolean => hasWord(words, REAR_WORDS) || hasStem(words, REAR_STEMS);

/** Android numbers its lenses (`camera2 0, facing back`): the lowest is the main one. */
function androidIndex(label: string): number {
  const lower = label.toLowerCase();
  if (!lower.startsWith('camera')) return 0;
  const number = Number.parseInt(lower.slice(lower.indexOf(' ') + 1), 10);
  return Number.isNaN(number) ? 0 : number;
}

/**
 * A better camera than the one the browser opened, or `null` when there is none or the labels do not tell.
 * Never leaves the rear of a phone for its front. A label is a hint: with nothing better the opened camera stays.
 *
 * @param devices what `enumerateDevices` gave, after permission (labels are empty before)
 * @param current `label` and `deviceId` of the open track
 */
export function betterCamera(
  devices: readonly { deviceId: string; kind?: string; label: string }[],
  current: { deviceId: string; label: string },
): string | null {
  const penalty = (label: string) => (isPoor(wordsOf(label)) ? POOR_PENALTY : 0) + androidIndex(label);
  const rear = isRear(wordsOf(current.label));
  let least = penalty(current.label);
  if (least === 0 || current.label === '') return null;
  let best: string | null = null;
  for (const { deviceId, kind = 'videoinput', label } of devices) {
    if (kind !== 'videoinput' || label === '' || deviceId === '') continue;
    if (isRear(wordsOf(label)) !== rear) continue;
    const points = penalty(label);
    if (points < least) {
      least = points;
      best = deviceId;
    }
  }
  return best === current.deviceId ? null : best;
}
