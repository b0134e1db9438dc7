/** Main thread side of zxing.worker.ts. */
export interface ZXingWorker {
  read(
    image: ImageData | ImageBitmap,
    transfer?: Transferable[],
  ): Promise<{ text: string | null; ms: number }>;
  close(): void;
}

export function zxingWorker(): ZXingWorker {
  const worker = new Worker('/bundle/zxing.worker.js', { type: 'module' });
  const waiting = new Map<number, (answer: { text: string | null; ms: number }) => void>();
  let next = 0;
  worker.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return {
    read: (image, transfer = []) =>
      new Promise((resolve) => {
        waiting.set(next, resolve);
        worker.postMessage({ id: next++, image }, transfer);
      }),
    close: () => worker.terminate(),
  };
}
