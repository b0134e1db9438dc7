/** Lenses and devices that read a screen badly: words of their labels, lower case, in the languages we meet. */
const POOR = [
  'ultra wide',
  'ultrawide',
  'ultra-wide',
  'telephoto',
  'tele ',
  'macro',
  'depth',
  'infrared',
  'ir camera',
  'virtual',
  'desk view',
  'сверхширок',
  'ультраширок',
  'телеобъектив',
  'макро',
];
const REAR = ['back', 'rear', 'environment', 'задн', 'тыльн', 'основн'];

const has = (label: string, words: readonly string[]) => words.some((word) => label.includes(word));

/** Android numbers its lenses («camera2 0, facing back»): the lowest is the main one. */
function androidIndex(label: string): number {
  if (!label.startsWith('camera')) return 0;
  const number = Number.parseInt(label.slice(label.indexOf(' ') + 1), 10);
  return Number.isNaN(number) ? 0 : number;
}

/**
 * A better camera than the one the browser opened, or `null` when there is none or the labels do not tell.
 * Never leaves the rear of a phone for its front.
 *
 * @param devices what `enumerateDevices` gave, after permission (labels are empty before)
 * @param current `label` and `deviceId` of the open track
 */
export function betterCamera(
  devices: readonly { deviceId: string; kind?: string; label: string }[],
  current: { deviceId: string; label: string },
): string | null {
  const score = (raw: string) => {
    const label = raw.toLowerCase();
    return (has(label, POOR) ? 100 : 0) + androidIndex(label);
  };
  const rear = has(current.label.toLowerCase(), REAR);
  const now = score(current.label);
  if (now === 0 || current.label === '') return null;
  let best: string | null = null;
  let least = now;
  for (const device of devices) {
    if ((device.kind ?? 'videoinput') !== 'videoinput' || device.label === '' || device.deviceId === '')
      continue;
    if (has(device.label.toLowerCase(), REAR) !== rear) continue;
    const points = score(device.label);
    if (points < least) {
      least = points;
      best = device.deviceId;
    }
  }
  return best === current.deviceId ? null : best;
}
