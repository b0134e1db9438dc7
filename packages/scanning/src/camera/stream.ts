import { TimeLimitError, withTimeLimit } from '../time-limit.js';
import { betterCamera } from './camera-choice.js';

const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** Timeout after which an unanswered camera request is reported. A late answer is still used. */
export const REQUEST_LIMIT_MS = 10_000;
const LIST_LIMIT_MS = 2_000;

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Lists the cameras. Labels are empty before permission; the list is empty if it is not available. */
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

const isUnavailable = (error: unknown) => {
  const name = (error as { name?: unknown } | null)?.name;
  return (
    name === 'OverconstrainedError' || name === 'ConstraintNotSatisfiedError' || name === 'NotFoundError'
  );
};

export interface StreamRequest {
  deviceId: string | null;
  /** Checked after every await. If false, the stream is stopped and `null` returned. */
  wanted(): boolean;
  /** A stream has arrived, but may be replaced by one of a better camera once the cameras are listed. */
  onArrived(stream: MediaStream): void;
  /** A stream arrived after the time limit; the receiver shows or stops it. */
  onLate(stream: MediaStream): void;
}

async function request(
  constraints: MediaStreamConstraints,
  onLate: (stream: MediaStream) => void,
): Promise<MediaStream> {
  const asked = navigator.mediaDevices.getUserMedia(constraints);
  try {
    return await withTimeLimit(asked, REQUEST_LIMIT_MS);
  } catch (error) {
    if (error instanceof TimeLimitError) asked.then(onLate, () => {});
    throw error;
  }
}

/**
 * Opens the requested camera, or the best one if it is gone or none was requested.
 *
 * @throws the errors of `getUserMedia`, or a TimeLimitError
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
    if (!isUnavailable(error)) throw error;
    if (!wanted()) return null;
    // The chosen camera is gone, or the device rejects the constraints: any camera is better than none.
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

/** Phones may open an ultra-wide or tele lens first. The labels, available now, show it. */
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
  stopStream(stream); // Phones can open only one camera at a time.
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
