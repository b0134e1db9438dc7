import { TimeLimitError, withTimeLimit } from '../time-limit.js';
import { betterCamera } from './camera-choice.js';

const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** How long a camera request may stay unanswered until it is reported; a late answer still counts. */
export const REQUEST_LIMIT_MS = 10_000;
const LIST_LIMIT_MS = 2_000;

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Cameras of this device; labels are empty until one was allowed. Empty where the list is not available. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  try {
    const all = await withTimeLimit(navigator.mediaDevices.enumerateDevices(), LIST_LIMIT_MS);
    return all.filter((device) => device.kind === 'videoinput');
  } catch {
    return [];
  }
}

const constraints = (deviceId: string | null): MediaStreamConstraints => ({
  audio: false,
  video: deviceId
    ? { ...SIZE, deviceId: { exact: deviceId } }
    : { ...SIZE, facingMode: { ideal: 'environment' } },
});

const refusedChoice = (error: unknown) => {
  const name = (error as { name?: unknown } | null)?.name;
  return (
    name === 'OverconstrainedError' || name === 'ConstraintNotSatisfiedError' || name === 'NotFoundError'
  );
};

export interface StreamRequest {
  deviceId: string | null;
  /** Asked after every wait: when it says no, what arrived is stopped and `null` returned. */
  wanted(): boolean;
  /** A stream has come whose camera may yet be left for a better one: listing them takes time. */
  onArrived(stream: MediaStream): void;
  /** A stream came after the time limit; the receiver shows it or stops it. */
  onLate(stream: MediaStream): void;
}

async function request(
  wish: MediaStreamConstraints,
  onLate: (stream: MediaStream) => void,
): Promise<MediaStream> {
  const asked = navigator.mediaDevices.getUserMedia(wish);
  try {
    return await withTimeLimit(asked, REQUEST_LIMIT_MS);
  } catch (error) {
    if (error instanceof TimeLimitError) asked.then(onLate, () => {});
    throw error;
  }
}

/**
 * A stream of the camera asked for, or of the one that suits best when that is gone or none was asked for.
 *
 * @throws what `getUserMedia` throws, or a TimeLimitError
 */
export async function openStream({
  deviceId,
  wanted,
  onArrived,
  onLate,
}: StreamRequest): Promise<MediaStream | null> {
  let stream: MediaStream;
  try {
    stream = await request(constraints(deviceId), onLate);
  } catch (error) {
    if (!refusedChoice(error)) throw error;
    if (!wanted()) return null;
    // The chosen camera is not there, or an odd device objects to our wishes: any camera is better than none.
    stream = await request(deviceId ? constraints(null) : { audio: false, video: true }, onLate);
  }
  if (!wanted()) {
    stopStream(stream);
    return null;
  }
  if (deviceId) return stream;
  onArrived(stream);
  return preferMainLens(stream, wanted, onLate);
}

/** Phones may open an ultra-wide or tele lens first; labels, readable now, tell. */
async function preferMainLens(
  stream: MediaStream,
  wanted: () => boolean,
  onLate: (stream: MediaStream) => void,
): Promise<MediaStream | null> {
  const track = stream.getVideoTracks()[0];
  if (!track) return stream;
  const current = { deviceId: track.getSettings().deviceId ?? '', label: track.label };
  const better = betterCamera(await listCameras(), current);
  if (!wanted()) {
    stopStream(stream);
    return null;
  }
  if (!better) return stream;
  stopStream(stream); // Phones open one camera at a time.
  let main: MediaStream;
  try {
    main = await request(constraints(better), onLate);
  } catch {
    main = await request(constraints(null), onLate);
  }
  if (wanted()) return main;
  stopStream(main);
  return null;
}
