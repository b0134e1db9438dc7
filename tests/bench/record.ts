/**
 * Records frames of the training phone for the benchmark: PNG files and an index.json in one zip, stored
 * locally.
 */
import { zip } from './zip.js';

const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const video = by<HTMLVideoElement>('video');
const [camera, record, off] = [by('camera'), by('record'), by('off')] as HTMLButtonElement[];
const sure = by<HTMLInputElement>('sure');
const text = by<HTMLInputElement>('text');
const say = (words: string) => {
  by('status').textContent = words;
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const number = (id: string) => {
  const { valueAsNumber, min, max } = by<HTMLInputElement>(id);
  return Math.min(Number(max), Math.max(Number(min), Math.round(valueAsNumber || Number(min))));
};
let stream: MediaStream | undefined;

function update() {
  camera!.disabled = Boolean(stream);
  off!.disabled = !stream;
  record!.disabled = !stream || !sure.checked || !text.value;
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  video.srcObject = null;
  update();
}

camera!.onclick = async () => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    video.srcObject = stream;
    await video.play();
    say(`Камера: ${video.videoWidth}×${video.videoHeight}`);
  } catch (error) {
    say(`Камера не включилась: ${error instanceof Error ? error.name : error}`);
  }
  update();
};
off!.onclick = stop;
sure.onchange = update;
text.oninput = update;
addEventListener('pagehide', stop);

record!.onclick = async () => {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const ctx = canvas.getContext('2d')!;
  const count = number('count');
  const files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  record!.disabled = true;
  for (let i = 0; i < count && stream; i++) {
    ctx.drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob)
      files.push({
        name: `training/${String(i).padStart(3, '0')}.png`,
        bytes: new Uint8Array(await blob.arrayBuffer()),
      });
    say(`Записано кадров: ${files.length} из ${count}`);
    await wait(number('pause'));
  }
  const index = files.map(({ name }) => ({ file: name, text: text.value, truth: 'training' }));
  files.push({ name: 'index.json', bytes: new TextEncoder().encode(JSON.stringify(index, null, 1)) });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(zip(files));
  link.download = 'training-frames.zip';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say('Сохраните архив, распакуйте и запустите: npm run bench -- --only photos --photos <папка>');
  update();
};
