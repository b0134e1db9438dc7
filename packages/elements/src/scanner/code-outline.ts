import type { Point } from '@cid-elements/scanning/camera/camera';

const SVG = 'http://www.w3.org/2000/svg';
/** Some frames of a code in view have no outline, so it stays for this long. */
const HIDE_AFTER_MS = 400;

/** The outline of the code over the camera's picture. Redrawn with each frame, without rendering the panel. */
export class CodeOutline {
  readonly element: SVGSVGElement;
  readonly #lines: SVGPolygonElement[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document) {
    this.element = document.createElementNS(SVG, 'svg');
    this.element.setAttribute('class', 'outline');
    this.element.setAttribute('aria-hidden', 'true');
    // Scales and crops it like the video.
    this.element.setAttribute('preserveAspectRatio', 'xMidYMid slice');
    // A white line on a wider black one is visible on any picture.
    for (let i = 0; i < 2; i++) {
      const line = document.createElementNS(SVG, 'polygon');
      this.#lines.push(line);
      this.element.append(line);
    }
    this.hide();
  }

  /** `corners` in fractions of the video; `null` hides the outline after a moment. */
  draw(corners: readonly Point[] | null, { videoWidth, videoHeight }: HTMLVideoElement): void {
    if (!corners || !videoWidth) {
      if (!this.element.hasAttribute('hidden')) this.#timer ??= setTimeout(() => this.hide(), HIDE_AFTER_MS);
      return;
    }
    this.#stopTimer();
    const points = corners
      .map(({ x, y }) => `${Math.round(x * videoWidth)},${Math.round(y * videoHeight)}`)
      .join(' ');
    this.element.setAttribute('viewBox', `0 0 ${videoWidth} ${videoHeight}`);
    for (const line of this.#lines) line.setAttribute('points', points);
    this.element.removeAttribute('hidden');
  }

  hide(): void {
    this.#stopTimer();
    this.element.setAttribute('hidden', '');
    for (const line of this.#lines) line.removeAttribute('points');
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
