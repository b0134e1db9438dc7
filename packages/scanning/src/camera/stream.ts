import { betterCamera } from './choice.js';

const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
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

/**
 * A stream of the camera asked for, or of the one that suits best when that is gone or none was asked for.
 *
 * @param wanted asked after every wait: when it says no, what arrived is stopped and `null` returned
 * @param arrived told of a stream whose camera may yet be left for a better one: listing them takes time
 * @throws what `getUserMedia` throws
 */
export async function openStream(
  deviceId: string | null,
  wanted: () => boolean,
  arrived: (stream: MediaStream) => void,
): Promise<MediaStream | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(constraints(deviceId));
  } catch (error) {
    if (!refusedChoice(error)) throw error;
    if (!wanted()) return null;
    // The chosen camera is not there, or an odd device objects to our wishes: any camera is better than none.
    stream = await navigator.mediaDevices.getUserMedia(
      deviceId ? constraints(null) : { audio: false, video: true },
    );
  }
  if (!wanted()) {
    stopStream(stream);
    return null;
  }
  if (deviceId) return stream;
  arrived(stream);
  return preferMainLens(stream, wanted);
}

/** Phones may open an ultra-wide or tele lens first; labels, readable now, tell. */
async function preferMainLens(stream: MediaStream, wanted: () => boolean): Promise<MediaStream | null> {
  const track = stream.getVideoTracks()[0];
  if (!track) return stream;
  let better: string | null = null;
  try {
    const current = { deviceId: track.getSettings().deviceId ?? '', label: track.label };
    better = betterCamera(await navigator.mediaDevices.enumerateDevices(), current);
  } catch {
    // no list, no better camera
  }
  if (!wanted()) {
    stopStream(stream);
    return null;
  }
  if (!better) return stream;
  stopStream(stream); // phones open one camera at a time
  try {
    stream = await navigator.mediaDevices.getUserMedia(constraints(better));
  } catch {
    stream = await navigator.mediaDevices.getUserMedia(constraints(null));
  }
  if (wanted()) return stream;
  stopStream(stream);
  return null;
}
