import { expect } from 'chai';
import { wait } from '../testing/wait.js';
import { StreamPlayer } from './stream-player.js';

describe('StreamPlayer', () => {
  let canvas: HTMLCanvasElement;
  let stream: MediaStream;
  let drawing: ReturnType<typeof setInterval>;
  let firsts: boolean[];
  let player: StreamPlayer;

  beforeEach(() => {
    canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    let n = 0;
    drawing = setInterval(() => {
      context.fillStyle = n++ % 2 ? '#9ab' : '#ba9';
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 30);
    stream = canvas.captureStream(30);
    firsts = [];
    player = new StreamPlayer(document.createElement('video'), {
      onPicture: (isFirst, frame) => {
        firsts.push(isFirst);
        frame?.close();
      },
      onEnded: () => {},
    });
    document.body.append(player.video);
  });
  afterEach(() => {
    player.stop();
    player.video.remove();
    clearInterval(drawing);
    for (const track of stream.getTracks()) track.stop();
  });

  it('resolves at the first frame and marks it as first', async () => {
    await player.play(stream);
    expect(firsts[0]).to.equal(true);
    expect(firsts.slice(1)).to.not.include(true);
    expect(player.video.muted).to.equal(true);
  });

  it('resolves if it is stopped before the first frame, and detaches the stream', async () => {
    const first = player.play(stream);
    player.stop();
    await first;
    expect(player.video.srcObject).to.equal(null);
    expect(firsts).to.deep.equal([]);
  });

  it('resumes after the video was moved in the document', async () => {
    await player.play(stream);
    document.createElement('div').append(player.video);
    document.body.append(player.video);
    for (let i = 0; i < 200 && player.video.paused; i++) await wait(20);
    expect(player.video.paused).to.equal(false);
  });
});
