/**
 * Plays a tone that is the same for every outcome, because others hear it. Never throws; a browser may block
 * it.
 */
export function neutralTone(): void {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 660;
    volume.gain.value = 0.05;
    tone.connect(volume).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(context.currentTime + 0.12);
  } catch {
    // Audio is not available; the screen shows the result.
  }
}
