/** Detects new frames of a track or a playing <video>, and grabs them for the decoder. */

/** One frame at 30 frames a second. */
const POLL_MS = 33;
/** Time without a frame callback after which the timer polls instead. */
const QUIET_MS = 500;

/** Image types that a decoder accepts. */
export type Frame = ImageData | ImageBitmap | VideoFrame;
export type FrameKind = 'frame' | 'bitmap' | 'pixels';

interface PaintedVideo extends HTMLVideoElement {
  mozPaintedFrames?: number;
}

/** Number of frames shown so far; 0 if the browser does not provide it. */
export function picturesShown(video: HTMLVideoElement): number {
  const quality = video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
  return quality || ((video as PaintedVideo).mozPaintedFrames ?? 0);
}

/**
 * Calls `seen` for every new frame of the video until the returned function is called. If
 * `requestVideoFrameCallback` does not fire although frames arrive (hidden or detached video), a timer polls
 * instead.
 */
export function watchFrames(video: HTMLVideoElement, seen: () => void): () => void {
  const native = typeof video.requestVideoFrameCallback === 'function';
  let stopped = false;
  let handle = 0;
  let lastCall = performance.now();
  let shown = -1;
  let time = -1;

  const moved = () => {
    const count = picturesShown(video);
    const changed = count > 0 ? count !== shown : video.currentTime !== time;
    shown = count;
    time = video.currentTime;
    return changed;
  };
  const timer = setInterval(
    () => {
      if (video.readyState < 2 || (native && performance.now() - lastCall < QUIET_MS)) return;
      if (moved()) seen();
    },
    native ? QUIET_MS / 2 : POLL_MS,
  );
  const next = () => {
    if (stopped) return;
    lastCall = performance.now();
    handle = video.requestVideoFrameCallback(next);
    seen();
  };
  if (native) handle = video.requestVideoFrameCallback(next);

  return () => {
    stopped = true;
    clearInterval(timer);
    if (native) video.cancelVideoFrameCallback(handle);
  };
}

interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
type Processors = { MediaStreamTrackProcessor?: new (of: { track: MediaStreamTrack }) => TrackProcessor };

/**
 * Reads frames from the track by MediaStreamTrackProcessor (Chromium), independent of layout and painting.
 * `seen` receives each frame and closes it. `over` is called when the track delivers no more. Undefined if
 * not supported.
 */
export function readTrack(
  track: MediaStreamTrack,
  seen: (frame: VideoFrame) => void,
  over: () => void,
): (() => void) | undefined {
  const { MediaStreamTrackProcessor: Processor } = globalThis as Processors;
  if (typeof Processor !== 'function') return undefined;
  let reader: ReadableStreamDefaultReader<VideoFrame>;
  try {
    reader = new Processor({ track }).readable.getReader();
  } catch {
    return undefined;
  }
  let stopped = false;
  const pump = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (stopped) value.close();
      else seen(value);
    }
  };
  void pump()
    .catch(() => {})
    .then(() => stopped || over());
  return () => {
    stopped = true;
    reader.cancel().catch(() => {});
  };
}

let canvas: HTMLCanvasElement | undefined;

/** Grabs the current frame as this type; rejects if the browser does not support it. */
export async function grab(video: HTMLVideoElement, kind: FrameKind): Promise<Frame> {
  if (kind === 'frame') {
    const frame = new VideoFrame(video);
    if (frame.format) return frame;
    frame.close(); // Its pixels cannot be copied (Firefox, some Android devices).
  }
  if (kind !== 'pixels') return createImageBitmap(video);
  canvas ??= document.createElement('canvas');
  const { videoWidth: width, videoHeight: height } = video;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  context.drawImage(video, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  context.clearRect(0, 0, width, height);
  return pixels;
}

export function release(frame: Frame): void {
  if ('close' in frame) frame.close();
}

export function firstKind(): FrameKind {
  return typeof VideoFrame === 'function' ? 'frame' : 'bitmap';
}

export function nextKind(kind: FrameKind): FrameKind | null {
  return kind === 'frame' ? 'bitmap' : kind === 'bitmap' ? 'pixels' : null;
}
