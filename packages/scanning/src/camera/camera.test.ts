import { expect } from 'chai';
import { Camera, type CameraStatus } from './camera.js';

describe('Camera, real device', () => {
  it('starts, decodes frames, gives the text once, stops', async () => {
    const video = document.createElement('video');
    document.body.append(video);
    const seen: string[] = [];
    const texts: string[] = [];
    let n = 0;
    const camera = new Camera({
      video,
      decoder: async () => ({ decode: async () => (++n > 5 ? { text: 'x' } : null) }),
      onText: (t) => texts.push(t),
      onStatus: (s: CameraStatus, p) => seen.push(p ? `${s}:${p}` : s),
    });
    await camera.start();
    const track = (video.srcObject as MediaStream).getVideoTracks()[0]!;
    for (let i = 0; i < 100 && !texts.length; i++) await new Promise((r) => setTimeout(r, 50));
    camera.stop();
    expect(track.readyState).to.equal('ended');
    expect(texts).to.deep.equal(['x']);
    expect(seen).to.deep.equal(['starting', 'on', 'off']);
    video.remove();
  });
});
