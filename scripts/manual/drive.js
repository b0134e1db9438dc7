/**
 * Drives the example to a state of `states/`. The element is real; gateway, camera, port scanner and MAX are
 * fakes of this page. The fake gateway answers as training, so that nothing looks like a real confirmation.
 */

/** The code that is checked by the fake gateway. */
const CODE = 'https://id.cid-training.invalid/m5/manual?p=f';
const GATEWAY = 'https://gateway.invalid/';
const DAY_MS = 86_400_000;
const PATIENCE_MS = 20_000;

const network = window.fetch;
const timer = window.setTimeout.bind(window);
const pause = (ms = 0) => new Promise((resolve) => timer(resolve, ms));
const never = (signal) =>
  new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
  );

window.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  if (!url.startsWith(GATEWAY)) return network.call(window, input, init);
  const [answer] = url.slice(GATEWAY.length).split('/');
  if (answer === 'no-json') return new Response('no');
  if (answer === 'wait' || answer === 'timed-out') return never(init?.signal);
  if (answer === 'offline') {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    timer(() => Reflect.deleteProperty(navigator, 'onLine'));
    throw new TypeError('offline');
  }
  const whole = answer === 'confirmed' || answer === 'not-confirmed';
  return Response.json({
    id: 'manual',
    outcome: whole ? answer : 'failed',
    ...(!whole && { reason: answer }),
    benefit: JSON.parse(init.body).benefit,
    verifier: answer === 'training-code' ? 'max' : 'training',
    checkedAt: new Date().toISOString(),
  });
};

/** Functions that restore the browser's own APIs. */
const undo = [];

function pretend(target, name, descriptor) {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...descriptor });
  undo.push(() => (own ? Object.defineProperty(target, name, own) : Reflect.deleteProperty(target, name)));
}

function drawn(black) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  let frame = 0;
  const draw = () => {
    context.fillStyle = black ? '#000' : '#5d6b78';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = black ? '#000' : '#c9a58b';
    context.fillRect(210 + (frame++ % 20), 60, 220, 360);
  };
  draw();
  const interval = setInterval(draw, 66);
  const stream = canvas.captureStream(15);
  undo.push(() => {
    clearInterval(interval);
    for (const track of stream.getTracks()) track.stop();
  });
  return stream;
}

function pretendCamera(kind) {
  pretend(window, 'isSecureContext', { get: () => kind !== 'insecure' });
  if (kind === 'frame-forbidden')
    pretend(document, 'featurePolicy', { value: { allowsFeature: () => false } });
  let requested = 0;
  const getUserMedia = async () => {
    if (!['picture', 'black', 'lost'].includes(kind)) throw new DOMException('', kind);
    requested += 1;
    if (kind === 'lost' && requested > 1) throw new DOMException('', 'NotFoundError');
    const stream = drawn(kind === 'black');
    const [track] = stream.getTracks();
    if (kind === 'lost') {
      timer(() => {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }, 600);
    }
    return stream;
  };
  const devices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => [],
    getSupportedConstraints: () => ({}),
    ...(kind !== 'unsupported' && { getUserMedia }),
  });
  pretend(navigator, 'mediaDevices', { value: devices });
}

function pretendPort(kind) {
  const port = Object.assign(new EventTarget(), {
    readable: undefined,
    open: async () => {
      port.readable = new ReadableStream({
        start: (stream) => {
          if (kind !== 'lost') return;
          timer(() => {
            port.readable = null;
            stream.close();
          }, 600);
        },
      });
    },
    close: async () => {},
    getInfo: () => ({}),
  });
  const serial = Object.assign(new EventTarget(), {
    getPorts: async () => [],
    requestPort: async () => {
      if (kind === 'on' || kind === 'lost') return port;
      throw new DOMException('', kind);
    },
  });
  const hid = Object.assign(new EventTarget(), {
    getDevices: async () => [],
    requestDevice: async () => [Object.assign(new EventTarget(), { collections: [] })],
  });
  const isHid = kind === 'wrong-mode';
  pretend(navigator, 'serial', { value: kind === 'unsupported' || isHid ? undefined : serial });
  pretend(navigator, 'hid', { value: isHid ? hid : undefined });
}

function pretendMax(answer) {
  const openCodeReader = async () => {
    throw new Error(answer);
  };
  pretend(window, 'WebApp', { value: answer === 'unsupported' ? undefined : { openCodeReader } });
}

/** Falsifies data read from a canvas, as privacy features of some browsers do. */
function falsify() {
  // `VideoFrame` would bypass the canvas.
  pretend(window, 'VideoFrame', { value: undefined });
  const { prototype } = CanvasRenderingContext2D;
  const real = prototype.getImageData;
  pretend(prototype, 'getImageData', {
    value(...area) {
      const image = real.apply(this, area);
      image.data.fill(255);
      return image;
    },
  });
}

// ---- files ----

const day = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A fictitious power of attorney in the unified format 003. */
const attorney = ({
  from = '2020-01-15',
  until = '2999-01-14',
  inn = '4425000000',
  powers = true,
  number = true,
}) =>
  `<?xml version="1.0" encoding="UTF-8"?><Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер>
<СвДов ${number ? 'НомДовер="7f3c1d2e-1111-4222-8333-9abcdef0AB12" ' : ''}ДатаВыдДовер="${from}" СрокДейст="${until}"/>
${inn ? `<СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="Учебная библиотека № 0" ИННЮЛ="${inn}"/></РосОргДовер></Доверит></СвДоверит>` : ''}
${powers ? '<СвПолн><МашПолн КодПолн="ОБРАЗЕЦ-1" НаимПолн="Проверка документов"/></СвПолн>' : ''}</Довер></Документ></Доверенность>`;

const broken = {
  arrayBuffer: async () => {
    throw new DOMException('', 'NotReadableError');
  },
};

/** A white PNG image. */
const white = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 300 });
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 300, 300);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
};

const FILES = {
  valid: () => attorney({}),
  ending: () => attorney({ until: day(10) }),
  ended: () => attorney({ until: '2021-01-14' }),
  'not-yet-valid': () => attorney({ from: '2998-01-15' }),
  'other-organisation': () => attorney({ inn: '7700000000' }),
  'organisation-unknown': () => attorney({ inn: '' }),
  'no-powers': () => attorney({ powers: false }),
  incomplete: () => attorney({ number: false }),
  'other-format': () => '<a xmlns="urn:other"/>',
  'signed-container': () => '-----BEGIN PKCS7-----',
  'not-xml': () => 'hello',
  doctype: () => '<!DOCTYPE a><a/>',
  encoding: () => '<?xml version="1.0" encoding="KOI8-R"?><a/>',
  malformed: () => attorney({}).replace('</Довер>', ''),
  empty: () => '',
  'too-large': () => ({ size: 2e6 }),
  unreadable: () => ({ size: 1, ...broken }),
  endless: () => ({ size: 1, arrayBuffer: () => new Promise(() => {}) }),
  note: () => new File(['text'], 'note.txt', { type: 'text/plain' }),
  heic: () => new File(['picture'], 'photo.heic', { type: 'image/heic' }),
  white,
  huge: async () => Object.defineProperty(await white(), 'size', { value: 2e8 }),
  // A file that cannot be transferred to a worker.
  locked: async () => {
    const picture = await white();
    return { size: picture.size, type: picture.type, slice: (...part) => picture.slice(...part) };
  },
};

// ---- acts ----

async function until(what, true_) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = true_();
    if (found) return found;
    if (performance.now() > end) throw new Error(`the example did not come to ${what}`);
    await pause(15);
  }
}

const inside = (element, selector) => until(selector, () => element.shadowRoot?.querySelector(selector));

async function press(element, digit) {
  // The placeholder of a loading view has buttons, too.
  await element.viewComplete?.();
  (await inside(element, `[data-key="${digit}"]`)).click();
}

/** Selectors of the states of the course. */
const COURSE = {
  capture: '[state="capture"]',
  choice: '[state="choice"]',
  right: '.explained.right',
  wrong: '.explained.wrong',
  table: 'table',
  sheet: '.sheet',
};

/** Makes random decisions until the course is in the state. */
async function walk(course, wanted) {
  const selector = COURSE[wanted];
  const there = () =>
    selector.startsWith('[') ? course.matches(selector) : course.shadowRoot.querySelector(selector);
  const end = performance.now() + PATIENCE_MS;
  while (course.isConnected && !there()) {
    if (performance.now() > end) throw new Error(`the course did not come to ${wanted}`);
    const buttons = course.shadowRoot.querySelectorAll('[data-key]');
    const any = course.getAttribute('state') === 'choice' ? Math.floor(Math.random() * buttons.length) : 0;
    buttons[any]?.click();
    await course.updateComplete;
    await pause();
  }
}

const ACTS = {
  read: async (element) => {
    if (element.localName === 'cid-scanner') element.read(CODE, 'wedge');
    else (await inside(element, 'cid-scanner')).read(CODE, 'camera');
  },
  verify: async (element) => {
    await element.viewComplete?.();
    element.verify(CODE);
  },
  start: (element) => element.start(),
  help: async (element) => (await inside(element, '[aria-expanded]')).click(),
  break: (element) => element.check.session.send('next'),
  button: async (element) => (await inside(element, 'button.button')).click(),
  away: () => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true })),
  garbled: () => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '\ufffd'.repeat(4));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  },
  foreign: (element) => {
    element.foreign = 'foreign';
  },
  invitation: (element) => {
    element.foreign = 'invitation';
  },
  'not-loaded': (element) => {
    element.broken = true;
  },
  plain: async (element) => {
    (await inside(element, 'h2, h3')).getRootNode().replaceChildren(document.createElement('slot'));
    element.showPlainWords();
  },
  slowly: () => {
    window.setTimeout = timer;
  },
  file: async (element, { file }) => {
    const input = await inside(element, 'input[type=file]');
    const made = await FILES[file]();
    const chosen = typeof made === 'string' ? new File([made], 'mchd.xml', { type: 'text/xml' }) : made;
    Object.defineProperty(input, 'files', { configurable: true, value: [chosen] });
    input.dispatchEvent(new Event('change'));
  },
};

/** Restores the APIs that were replaced for the previous state. */
export function reset() {
  for (const back of undo.splice(0)) back();
  window.setTimeout = timer;
}

/** Sets up the element of a state before it is added to the page. */
export function prepare(element, { attributes = {}, config, camera, port, max, noise, hurry }) {
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value === 'in 3 days' ? day(3) : value);
  if (config) element.config = config;
  if (camera) pretendCamera(camera);
  if (port) pretendPort(port);
  if (max) pretendMax(max);
  if (noise) falsify();
  if (hurry) window.setTimeout = (run, _, ...rest) => timer(run, 0, ...rest);
}

/** Resolves when the element is in the state. Rejects on a timeout. */
export async function lead(element, state) {
  const isIn = (phase) => until(phase, () => !element.isConnected || element.getAttribute('state') === phase);
  for (const step of state.acts ?? []) {
    const [phase, act] = step.split(':');
    if (phase === 'until') await walk(element, act);
    else {
      await isIn(phase);
      if (!element.isConnected) return;
      if (/^\d$/.test(act)) await press(element, act);
      else await ACTS[act](element, state);
    }
  }
  await isIn(state.phase);
  window.setTimeout = timer;
  // Configurations that never load must not block.
  await Promise.race([element.viewComplete?.(), pause(1_000)]);
  await element.updateComplete;
}
