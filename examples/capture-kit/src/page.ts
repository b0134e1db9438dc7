/** The page: asks for consent, films, shows the report. It keeps only numbers and sends nothing. */
import { createDecoder, type Decoder } from '@cid-elements/qr-decoder';
import { Camera, type CameraProblem, type DecoderLike } from '@cid-elements/scanning/camera/camera';
import type { FrameNumbers } from './frame.js';
import { type Film, reportOf } from './report.js';
import { language, words } from './words.js';
import type { FromWorker, ToWorker } from './worker.js';

/** Filming ends by itself, so that the camera does not stay on unattended. */
const FILM_LIMIT_MS = 60_000;
/** Limits in px per module and blur (modules) at which a hint is shown. */
const SMALL_PX = 4.5;
const BLURRED = 0.3;
/** Minimum display time of a hint. */
const HINT_MS = 1_500;

/** Maximum time for the last frame after filming has ended. */
const END_LIMIT_MS = 2_000;

type Picture = ImageData | ImageBitmap | VideoFrame;

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const consent = find<HTMLInputElement>('consent');
const on = find<HTMLButtonElement>('on');
const off = find<HTMLButtonElement>('off');
const video = find<HTMLVideoElement>('video');
const status = find('status');
const text = find<HTMLTextAreaElement>('text');

const newFilm = (): Film => ({ frames: 0, read: 0, width: 0, height: 0, found: [] });
let film = newFilm();
let timer: ReturnType<typeof setTimeout> | undefined;
let hintAt = 0;

/** A Trusted Types policy that allows only this script URL (`require-trusted-types-for`). */
function workerUrl(): string {
  const url = new URL('./capture-kit.worker.js', import.meta.url).href;
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
  };
  const policy = trustedTypes?.createPolicy('cid-elements', {
    createScriptURL: (address: string) => address,
  });
  return policy ? policy.createScriptURL(url) : url;
}

/** A decoder that measures. Texts are counted and dropped, so the camera never gets one. */
class Measurer implements DecoderLike {
  #worker: Worker | null = null;
  #decoder: Promise<Decoder> | null = null;
  #flight: Promise<unknown> = Promise.resolve();
  #answer: ((answer: FromWorker) => void) | null = null;
  codeSeen = false;

  async decode(image: Picture): Promise<null> {
    const flight = this.#look(image);
    this.#flight = flight.catch(() => {});
    await flight;
    return null;
  }

  async #look(image: Picture): Promise<void> {
    this.#decoder ??= createDecoder();
    const taken = film;
    const decoder = await this.#decoder;
    const read = (await decoder.decode(image, 'frame')) !== null;
    const answer = taken === film && (await this.#measure(image));
    if (taken !== film || !answer) return;
    if ('failed' in answer) {
      end('failed');
      return;
    }
    this.codeSeen = answer.numbers !== null;
    filmed(image, read, answer.numbers);
  }

  #measure(image: Picture): Promise<FromWorker | null> {
    if (!this.#worker) {
      this.#worker = new Worker(workerUrl(), { type: 'module' });
      this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#answer?.(data);
      this.#worker.onerror = () => this.#answer?.({ failed: true });
    }
    const copy = 'clone' in image ? image.clone() : image;
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#worker?.postMessage(
        { image: copy } satisfies ToWorker,
        copy === image ? [] : [copy as VideoFrame],
      );
    });
  }

  /** Terminates both workers after the current frame. This frees all pictures in their memory. */
  close(): void {
    const [decoder, worker] = [this.#decoder, this.#worker];
    this.#decoder = this.#worker = null;
    void Promise.race([this.#flight, new Promise((resolve) => setTimeout(resolve, END_LIMIT_MS))]).then(
      () => {
        worker?.terminate();
        void decoder?.then((running) => running.close()).catch(() => {});
      },
    );
  }
}

const measurer = new Measurer();
const camera = new Camera({
  video,
  decoder: async () => measurer,
  onCode: () => {},
  onStatus: (state, problem) => {
    if (state === 'problem') say(wordsOf(problem));
    if (state === 'starting') say(words.starting);
    if (state === 'on') say(words.looking);
  },
});

function wordsOf(problem: CameraProblem | undefined): string {
  const known: Partial<Record<CameraProblem, string>> = words.problem;
  return (problem && known[problem]) ?? words.problem.failed;
}

function say(sentence: string): void {
  if (status.textContent !== sentence) status.textContent = sentence;
}

function filmed(image: Picture, read: boolean, numbers: FrameNumbers | null): void {
  film.frames += 1;
  film.width = 'displayWidth' in image ? image.displayWidth : image.width;
  film.height = 'displayHeight' in image ? image.displayHeight : image.height;
  if (read) film.read += 1;
  if (numbers) film.found.push(numbers);
  find('count').textContent = words.count(film.frames, film.found.length);
  if (performance.now() - hintAt < HINT_MS) return;
  hintAt = performance.now();
  if (!numbers) say(words.looking);
  else if (numbers.pxPerModule < SMALL_PX) say(words.closer);
  else say(numbers.blur > BLURRED ? words.steady : words.good);
}

/** Phases of the page: `asking` → `filming` → `report`, or back to `asking`. */
function show(state: 'asking' | 'filming' | 'report'): void {
  document.body.dataset.state = state;
  for (const part of document.querySelectorAll<HTMLElement>('[data-in]'))
    part.hidden = !part.dataset.in?.split(' ').includes(state);
  on.disabled = !consent.checked;
  on.textContent = state === 'report' ? words.again : words.on;
}

async function begin(): Promise<void> {
  if (!consent.checked) return;
  forget();
  show('filming');
  off.focus();
  timer = setTimeout(() => end(), FILM_LIMIT_MS);
  await camera.start();
}

/** Deletes all data of a film: frames, numbers and the displayed report. */
function forget(): void {
  clearTimeout(timer);
  camera.stop();
  measurer.close();
  video.srcObject = null;
  film = newFilm();
  text.value = '';
  find('count').textContent = '';
  hintAt = 0;
  say('');
}

function end(problem?: CameraProblem): void {
  const report = film.found.length > 0 ? `${JSON.stringify(reportOf(film), null, 1)}\n` : '';
  forget();
  text.value = report;
  show(report ? 'report' : 'asking');
  if (!report) say(problem ? wordsOf(problem) : words.nothing);
  (report ? find('report-title') : on).focus();
}

function save(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text.value], { type: 'application/json' }));
  link.download = 'digital-id-card.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function copy(): void {
  navigator.clipboard.writeText(text.value).then(
    () => say(words.copied),
    () => say(words.notCopied),
  );
}

function fillIn(): void {
  document.documentElement.lang = language;
  document.title = words.title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = words[element.dataset.word as 'title'];
  for (const list of ['facts', 'step'] as const)
    find(list).replaceChildren(
      ...words[list].map((sentence) =>
        Object.assign(document.createElement('li'), { textContent: sentence }),
      ),
    );
  const other = find<HTMLAnchorElement>('other');
  other.href = language === 'en' ? './' : '?lang=en';
  other.lang = other.hreflang = language === 'en' ? 'ru' : 'en';
}

fillIn();
// Browsers restore the checkbox after a reload; consent has to be given again.
consent.checked = false;
show('asking');
consent.addEventListener('change', () => show(document.body.dataset.state as 'asking'));
on.addEventListener('click', () => void begin());
off.addEventListener('click', () => end());
find('save').addEventListener('click', save);
find('copy').addEventListener('click', copy);
addEventListener('pagehide', () => {
  forget();
  consent.checked = false;
  show('asking');
});
