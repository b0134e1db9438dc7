/** Whole checks as film strips: the screens in order, each a live element in its state. */
import type { CidScanner } from '@cid-elements/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  code,
  expect,
  make,
  type PlayContext,
  phase,
  role,
  type Scene,
  scene,
  seen,
  shows,
} from './support/drive.js';
import { asks, GATEWAY_CONFIG } from './support/gateway.js';
import type { Globals } from './support/stage.js';

const meta: Meta = { title: 'Film strip' };
export default meta;
type Story = StoryObj;

type Act = (scene: Scene) => Promise<void>;

/** One picture of the strip: the action since the previous one, and the element. */
interface Picture {
  readonly caption: string;
  readonly answer?: string;
  readonly acts: readonly Act[];
  /** Whether it stays in the state that waits for a code. */
  readonly waits?: boolean;
}

const press =
  (label: (t: Scene['t']) => string): Act =>
  async ({ element, t, globals }) => {
    // Discreet: available actions reveal the result, too, so they are shown on request only.
    if (globals.theme === 'discreet' && element.getAttribute('state') === 'result')
      (await role(element, 'button', t.outcome.show)).click();
    (await role(element, 'button', label(t))).click();
  };

const begin =
  (way: 'digital' | 'paper'): Act =>
  async ({ element, t }) => {
    await phase(element, 'choice');
    (await role(element, 'button', t.check[way])).click();
  };

/** A wedge scanner cannot serve several desks on one page, so each desk reads the code by its own camera. */
const read: Act = async ({ element }) => {
  await phase(element, 'capture');
  const scanner = element.shadowRoot?.querySelector<CidScanner>('cid-scanner');
  scanner?.read(await code('right', 'student'), 'camera');
};

const isIn =
  (name: string): Act =>
  ({ element }) =>
    phase(element, name);

const strip = (pictures: readonly Picture[], verifier: 'gateway' | 'goskan'): Story => ({
  render: (_, { globals }) => {
    const list = document.createElement('ol');
    list.className = 'strip';
    pictures.forEach(({ caption, answer = 'confirmed' }, index) => {
      const item = document.createElement('li');
      const heading = document.createElement('h2');
      heading.textContent = `${index + 1}. ${caption}`;
      item.append(
        heading,
        make(
          'cid-check',
          {
            ...(verifier === 'gateway'
              ? asks(answer, globals as Globals)
              : { 'attorney-until': '2099-12-31' }),
            benefits: 'student large-family age',
            'result-seconds': '120',
            'key-check': '',
            'key-paper': '',
          },
          { config: GATEWAY_CONFIG },
        ),
      );
      list.append(item);
    });
    return list;
  },
  play: async (context: PlayContext) => {
    const waits = (index: number) => Number(pictures[index]!.waits ?? false);
    const whole = await scene(context);
    const checks = [...context.canvasElement.querySelectorAll<HTMLElement>('cid-check')];
    expect(checks).toHaveLength(pictures.length);
    // The desk that waits for the wedge comes last, because it needs the focus.
    const order = pictures.map((_, index) => index).sort((a, b) => waits(a) - waits(b));
    for (const index of order)
      for (const act of pictures[index]!.acts) await act({ ...whole, element: checks[index]! });
  },
});

const toFace = [begin('digital'), read, isIn('face')];

export const Gateway: Story = strip(
  [
    { caption: 'Choice', acts: [isIn('choice')] },
    { caption: 'Code', acts: [begin('digital'), ({ element, t }) => shows(element, t.scanner.wedgeOn)] },
    { caption: 'Question', answer: 'wait', acts: [begin('digital'), read, isIn('working')] },
    { caption: 'Face', acts: toFace },
    { caption: 'Accept', acts: [...toFace, press((t) => t.face.matches), isIn('result')] },
    {
      caption: 'Done',
      acts: [
        ...toFace,
        press((t) => t.face.matches),
        press((t) => t.check.next),
        isIn('choice'),
        async ({ element, t }) => expect(seen(element)).not.toContain(t.outcome.title.confirmed),
      ],
    },
  ],
  'gateway',
);

export const Goskan: Story = strip(
  [
    { caption: 'Choice', acts: [isIn('choice')] },
    { caption: 'Three steps', acts: [begin('digital'), isIn('working')] },
    { caption: 'Face', acts: [begin('digital'), press((t) => t.goskan.confirmed), isIn('face')] },
    {
      caption: 'Accept',
      acts: [begin('digital'), press((t) => t.goskan.confirmed), press((t) => t.face.attest), isIn('result')],
    },
  ],
  'goskan',
);

export const Paper: Story = strip(
  [
    { caption: 'Choice', acts: [isIn('choice')] },
    { caption: 'Document', acts: [begin('paper'), isIn('paper')] },
    { caption: 'Accepted', acts: [begin('paper'), press((t) => t.paper.accept), isIn('result')] },
  ],
  'goskan',
);

/** Not confirmed: a new code, later, or paper. Never an automatic refusal. */
export const FromFailureToPaper: Story = strip(
  [
    { caption: 'Expired', answer: 'expired-code', acts: [begin('digital'), read, isIn('result')] },
    {
      caption: 'A new code',
      waits: true,
      answer: 'expired-code',
      acts: [begin('digital'), read, isIn('result'), press((t) => t.outcome.again), isIn('capture')],
    },
    { caption: 'Not confirmed', answer: 'not-confirmed', acts: [begin('digital'), read, isIn('result')] },
    {
      caption: 'Paper instead',
      answer: 'not-confirmed',
      acts: [begin('digital'), read, isIn('result'), press((t) => t.check.paper), isIn('paper')],
    },
    {
      caption: 'Accepted',
      answer: 'not-confirmed',
      acts: [
        begin('digital'),
        read,
        isIn('result'),
        press((t) => t.check.paper),
        press((t) => t.paper.accept),
        isIn('result'),
      ],
    },
  ],
  'gateway',
);
