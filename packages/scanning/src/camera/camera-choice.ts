/** Whole words in the labels of lenses and devices that read a screen badly. */
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
/** Word stems, because Russian labels are inflected. */
const POOR_STEMS = ['сверхширок', 'ультраширок', 'телеобъектив', 'макро', 'инфракрасн', 'виртуальн'];
const REAR_WORDS = ['back', 'rear', 'environment'];
const REAR_STEMS = ['задн', 'тыльн', 'основн'];
const POOR_PENALTY = 100;

const isWordChar = (char: string): boolean =>
  char.toLowerCase() !== char.toUpperCase() || (char >= '0' && char <= '9');

/** The words of a label in lower case, each between single blanks: ` back ultra wide camera `. */
function wordsOf(label: string): string {
  let words = ' ';
  let before = '';
  for (const char of label) {
    // A capital after a small letter begins a word: `FaceTimeHDCamera`.
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

/** Android numbers its lenses (`camera2 0, facing back`); the lowest number is the main lens. */
function androidIndex(label: string): number {
  const lower = label.toLowerCase();
  if (!lower.startsWith('camera')) return 0;
  const number = Number.parseInt(lower.slice(lower.indexOf(' ') + 1), 10);
  return Number.isNaN(number) ? 0 : number;
}

/**
 * `deviceId` of a better camera than the open one; `null` if there is none or the labels do not show it.
 * Never changes from the rear of a phone to its front. A label is only a hint, so a poor camera is used if
 * there is no better one.
 *
 * @param devices result of `enumerateDevices` after permission was granted (labels are empty before)
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
