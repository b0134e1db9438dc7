import type { CidScanDetail, CidScanner } from '@cid-elements/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  all,
  code,
  expect,
  filmPhone,
  make,
  phase,
  role,
  type Scene,
  scene,
  seen,
  shows,
  stub,
  until,
  wedge,
} from './support/drive.js';

const meta: Meta = { title: 'cid-scanner' };
export default meta;
type Story = StoryObj;

const scanner = (
  sources: string | undefined,
  play: (scene: Scene) => Promise<void>,
  before?: () => () => void,
): Story => ({
  render: () => make('cid-scanner', sources === undefined ? {} : { sources }),
  ...(before && { beforeEach: before }),
  play: async (context) => play(await scene(context)),
});

const start = async ({ element, t }: Scene) => {
  (element as CidScanner).start();
  await shows(element, t.scanner.wedgeOn);
};

/** Requests no permission before a click. */
export const Idle: Story = scanner(undefined, async ({ element, t }) => {
  await phase(element, 'idle');
  await role(element, 'button', t.scanner.cameraOn);
  await role(element, 'button', t.scanner.wedgeArm);
  expect(all(element, 'video')).toHaveLength(0);
});

export const Armed: Story = scanner('wedge', async (at) => {
  await start(at);
  await phase(at.element, 'capture');
  await shows(at.element, at.t.scanner.aim);
});

/** Reading is not checking: nothing positive is shown, and only the listener gets the text. */
export const Captured: Story = scanner('wedge', async (at) => {
  const { element, t } = at;
  const recorded: CidScanDetail[] = [];
  const escaped: Event[] = [];
  const above = (event: Event) => escaped.push(event);
  element.addEventListener('cid-scan', (event) => recorded.push(event.detail));
  document.addEventListener('cid-scan', above);
  await start(at);
  const text = await code('right', 'student');
  await wedge(text, 0);
  await shows(element, t.scanner.captured);
  document.removeEventListener('cid-scan', above);
  expect(recorded.map(({ source }) => source)).toEqual(['wedge']);
  expect(recorded[0]?.text === text).toBe(true);
  expect(escaped).toHaveLength(0);
  expect(seen(element).includes(text)).toBe(false);
  await phase(element, 'idle');
});

/** A click elsewhere disarms the scanner, and the page gets its keys again. */
export const Disarmed: Story = scanner('wedge', async (at) => {
  await start(at);
  const field = document.createElement('input');
  field.setAttribute('aria-label', 'Штрихкод');
  at.element.after(field);
  field.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  await shows(at.element, at.t.scanner.wedgeOff);
  await role(at.element, 'button', at.t.scanner.wedgeArm);
});

/** Replaces the camera by a drawn picture. */
function film(draw: (context: CanvasRenderingContext2D, frame: number) => void): () => void {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d')!;
  let frame = 0;
  const timer = setInterval(() => draw(context, frame++), 66);
  draw(context, frame);
  const back = stub(navigator.mediaDevices, 'getUserMedia', { value: async () => canvas.captureStream(15) });
  return () => {
    clearInterval(timer);
    back();
  };
}

const hand = (context: CanvasRenderingContext2D, frame: number) => {
  context.fillStyle = '#5d6b78';
  context.fillRect(0, 0, 640, 480);
  context.fillStyle = '#c9a58b';
  context.fillRect(220 + (frame % 20), 60, 200, 360);
};

const withCamera = async ({ element, t }: Scene) => {
  await phase(element, 'idle');
  (await role(element, 'button', t.scanner.cameraOn)).click();
};

/** Shows an indicator while the camera is on. */
export const CameraOn: Story = scanner(
  'camera',
  async (at) => {
    await withCamera(at);
    await phase(at.element, 'capture');
    await shows(at.element, at.t.panel.cameraRuns);
    await role(at.element, 'button', at.t.panel.cameraOff);
  },
  () => film(hand),
);

export const CameraOff: Story = scanner(
  'camera',
  async (at) => {
    await withCamera(at);
    (await role(at.element, 'button', at.t.panel.cameraOff)).click();
    await role(at.element, 'button', at.t.scanner.cameraOn);
  },
  () => film(hand),
);

/** Reads the code on a filmed phone. */
export const CameraReads: Story = (() => {
  let text = '';
  return scanner(
    'camera',
    async (at) => {
      text = await code('right', 'student');
      await withCamera(at);
      await until('the code is read', () => seen(at.element).includes(at.t.scanner.captured));
    },
    () => filmPhone(() => text || 'nothing yet'),
  );
})();

const camera = (
  problem: 'denied' | 'none' | 'busy' | 'failed' | 'insecure' | 'unsupported' | 'frame-forbidden',
  before: () => () => void,
): Story =>
  scanner(
    'camera',
    async (at) => {
      await withCamera(at);
      await shows(at.element, at.t.panel.problem.camera[problem]);
    },
    before,
  );

const refusing = (name: string) => () =>
  stub(navigator.mediaDevices, 'getUserMedia', {
    value: async () => Promise.reject(new DOMException('', name)),
  });

export const CameraDenied: Story = camera('denied', refusing('NotAllowedError'));
export const CameraNone: Story = camera('none', refusing('NotFoundError'));
export const CameraBusy: Story = camera('busy', refusing('NotReadableError'));
export const CameraFailed: Story = camera('failed', refusing('InvalidStateError'));
export const CameraInsecure: Story = camera('insecure', () =>
  stub(window, 'isSecureContext', { get: () => false }),
);
export const CameraUnsupported: Story = camera('unsupported', () =>
  stub(navigator.mediaDevices, 'getUserMedia', { value: undefined }),
);
export const CameraFrameForbidden: Story = camera('frame-forbidden', () =>
  stub(document, 'featurePolicy', { value: { allowsFeature: () => false } }),
);

/** Off by default: a screenshot of a real code is white, and visitors should not be photographed. */
export const Image: Story = scanner('image', async ({ element, t }) => {
  await shows(element, t.scanner.image);
  await shows(element, t.panel.imageHint);
});

const picture = (problem: 'no-code' | 'not-an-image', file: () => Promise<File>): Story =>
  scanner('image', async ({ element, t }) => {
    await shows(element, t.scanner.image);
    (element as CidScanner).start();
    const input = all(element, 'input[type=file]')[0] as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(await file());
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await until('the picture is refused', () => seen(element).includes(t.panel.problem.image[problem]));
  });

export const ImageWithoutCode: Story = picture('no-code', async () => {
  const canvas = new OffscreenCanvas(300, 300);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 300, 300);
  return new File([await canvas.convertToBlob()], 'white.png', { type: 'image/png' });
});
export const ImageOfNothing: Story = picture(
  'not-an-image',
  async () => new File(['text'], 'note.txt', { type: 'text/plain' }),
);

export const Serial: Story = scanner(
  'serial wedge',
  async ({ element, t }) => {
    await role(element, 'button', t.panel.connect.serial);
  },
  () => stub(navigator, 'serial', { value: Object.assign(new EventTarget(), { getPorts: async () => [] }) }),
);

/** Inside MAX, whose own code reader is used. */
export const InMax: Story = scanner(
  'max',
  async ({ element, t }) => {
    (await role(element, 'button', t.scanner.max)).click();
    await shows(element, t.scanner.captured);
  },
  () =>
    stub(window, 'WebApp', {
      value: { openCodeReader: async () => ({ value: await code('right', 'age') }) },
    }),
);

/** The attribute `sources` names no source. */
export const Unusable: Story = scanner('', async ({ element, t }) => {
  await phase(element, 'unusable');
  await shows(element, t.unusable.title);
});
