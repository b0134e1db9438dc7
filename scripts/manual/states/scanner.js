// States of <cid-scanner>. Cameras, port scanners and MAX are fakes of the page: see `drive.js`.
import { state } from './state.js';

/**
 * @param {string} problem
 * @param {string} camera
 * @param {string} ru
 * @param {string} en
 * @param {import('./state.js').How} [how]
 */
const camera = (problem, camera, ru, en, how = {}) =>
  state(`camera-${problem}`, 'capture', ru, en, {
    attributes: { sources: 'camera' },
    camera,
    acts: ['idle:button'],
    ...how,
  });

/**
 * @param {string} problem
 * @param {string} file
 * @param {string} ru
 * @param {string} en
 * @param {import('./state.js').How} [how]
 */
const image = (problem, file, ru, en, how = {}) =>
  state(`image-${problem}`, 'capture', ru, en, {
    attributes: { sources: 'image' },
    file,
    acts: ['idle:start', 'capture:file'],
    ...how,
  });

/** @param {string} problem @param {string} port @param {string} ru @param {string} en */
const serial = (problem, port, ru, en) =>
  state(`serial-${problem}`, 'idle', ru, en, {
    attributes: { sources: 'serial' },
    port,
    acts: ['idle:button'],
  });

/** @param {string} problem @param {string} max @param {string} ru @param {string} en */
const max = (problem, max, ru, en) =>
  state(`max-${problem}`, 'capture', ru, en, { attributes: { sources: 'max' }, max, acts: ['idle:button'] });

const WEDGE = { sources: 'wedge' };

export const SCANNER = [
  state(
    'idle',
    'idle',
    'Ничего не ждут: камера выключена, клавиши достаются странице.',
    'Nothing is waited for: the camera is off, keys go to the page.',
    { attributes: { sources: 'camera wedge' } },
  ),
  state(
    'wedge-on',
    'capture',
    'Сканер ждёт код: клавиши достаются ему.',
    'The scanner waits for a code, and gets the keys.',
    { attributes: WEDGE, acts: ['idle:start'] },
  ),
  state(
    'wedge-off',
    'capture',
    'Щёлкнули в другом месте: сканер отключён, клавиши снова у страницы.',
    'Somebody clicked elsewhere: the scanner is disarmed, keys go to the page.',
    { attributes: WEDGE, acts: ['idle:start', 'capture:away'] },
  ),
  state(
    'wedge-problem',
    'capture',
    'Код пришёл искажённым: считайте ещё раз.',
    'The code arrived garbled: scan it again.',
    { attributes: WEDGE, acts: ['idle:start', 'capture:garbled'] },
  ),
  state(
    'captured',
    'idle',
    'Код прочитан, но ещё не проверен: ничего зелёного.',
    'A code was read and is not checked yet: nothing is green.',
    { attributes: WEDGE, acts: ['idle:start', 'capture:read'] },
  ),
  camera(
    'on',
    'picture',
    'Камера включена (в примере она нарисована); говорит, что мешает прочесть код, и обводит его.',
    'The camera is on (a drawn one in the example); it names what keeps a code from being read, and outlines it.',
  ),
  camera(
    'foreign',
    'picture',
    'В кадре другой код, не Цифровой ID.',
    'There is another code in view, no Digital ID.',
    { acts: ['idle:button', 'capture:foreign'] },
  ),
  camera(
    'invitation',
    'picture',
    'В кадре приглашение в MAX с плаката.',
    'There is an invitation to MAX in view, from a poster.',
    { acts: ['idle:button', 'capture:invitation'] },
  ),
  camera(
    'denied',
    'NotAllowedError',
    'Камера запрещена в браузере.',
    'The camera is forbidden in the browser.',
  ),
  camera('none', 'NotFoundError', 'Камеры нет.', 'There is no camera.'),
  camera('busy', 'NotReadableError', 'Камера занята другой программой.', 'Another program has the camera.'),
  camera('insecure', 'insecure', 'Страница открыта без https.', 'The page is not https.'),
  camera(
    'frame-forbidden',
    'frame-forbidden',
    'Внешняя страница не дала камеру этой рамке.',
    'The page around does not let this frame use cameras.',
  ),
  camera(
    'unsupported',
    'unsupported',
    'Браузер не даёт страницам камеру.',
    'This browser has no cameras for pages.',
  ),
  camera('lost', 'lost', 'Камеру отключили.', 'The camera was unplugged.'),
  camera(
    'black',
    'black',
    'Картинка чёрная: закрыта шторка (видно через 3 секунды).',
    'The picture is black: the shutter is closed (seen after 3 seconds).',
    { slow: true },
  ),
  camera(
    'unanswered',
    'TimeLimitError',
    'На запрос камеры никто не ответил.',
    'Nobody answered the request for the camera.',
  ),
  camera(
    'canvas-falsified',
    'picture',
    'Браузер искажает снимки с камеры.',
    'The browser falsifies the pictures of the camera.',
    { noise: true, slow: true },
  ),
  camera(
    'failed',
    'InvalidStateError',
    'Камера не включилась по другой причине.',
    'The camera did not start for another reason.',
  ),
  state(
    'image',
    'capture',
    'Ждут снимок кода: файл, вставка или перетаскивание.',
    'A picture of a code is waited for: a file, a paste or a drop.',
    { attributes: { sources: 'image' }, acts: ['idle:start'] },
  ),
  image('not-an-image', 'note', 'Это не изображение.', 'This is no picture.'),
  image(
    'unreadable-format',
    'heic',
    'Браузер не открывает такой формат.',
    'The browser cannot open this format.',
  ),
  image('no-code', 'white', 'На снимке нет кода.', 'There is no code in the picture.'),
  image(
    'too-large',
    'huge',
    'Снимок больше 100 МБ или 120 мегапикселей.',
    'More than 100 MB or 120 megapixels.',
  ),
  image('canvas-falsified', 'white', 'Браузер искажает снимки.', 'The browser falsifies pictures.', {
    noise: true,
  }),
  image('failed', 'locked', 'Снимок прочитать не удалось.', 'The picture was not read.'),
  state(
    'serial-unpaired',
    'idle',
    'Сканер на порту ещё не подключён.',
    'No scanner on a port is connected yet.',
    { attributes: { sources: 'serial' }, port: 'on' },
  ),
  serial(
    'on',
    'on',
    'Сканер подключён: читает и при открытой другой программе.',
    'The scanner is connected: it reads while another program is open too.',
  ),
  serial(
    'unsupported',
    'unsupported',
    'Браузер не подключает такие сканеры.',
    'This browser connects no such scanners.',
  ),
  serial('denied', 'SecurityError', 'Браузер или политика не разрешили.', 'The browser or a policy refused.'),
  serial('busy', 'NetworkError', 'Сканер занят другой программой.', 'Another program has the scanner.'),
  serial('lost', 'lost', 'Сканер отключили.', 'The scanner was unplugged.'),
  serial(
    'wrong-mode',
    'wrong-mode',
    'Это не сканер, или он в другом режиме.',
    'This is no scanner, or it is in another mode.',
  ),
  serial(
    'failed',
    'DataError',
    'Сканер не подключился по другой причине.',
    'The scanner did not connect for another reason.',
  ),
  max('unsupported', 'unsupported', 'Страница открыта не в MAX.', 'The page is not open in MAX.'),
  max('denied', 'denied', 'MAX не разрешена камера.', 'MAX may not use the camera.'),
  max('timed-out', 'timeout', 'MAX перестал ждать.', 'MAX stopped waiting.'),
  max('failed', 'failed', 'MAX не прочитал код.', 'MAX did not read the code.'),
  state('broken', 'idle', 'Часть программы не загрузилась.', 'A part of the program did not load.', {
    attributes: { sources: 'camera wedge' },
    acts: ['idle:not-loaded'],
  }),
  state(
    'unusable',
    'unusable',
    'В `sources` нет ни одного известного слова.',
    'No word of `sources` is known.',
    { attributes: { sources: 'crystal-ball' } },
  ),
];
