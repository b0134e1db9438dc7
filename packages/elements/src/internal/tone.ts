/** One neutral tone, the same whatever came of a check: the queue listens. Never throws; a browser may keep it silent. */
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
    // No sound here; the screen says the same.
  }
}
