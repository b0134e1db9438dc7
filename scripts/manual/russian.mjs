// Russian translations of the elements' docstrings. Texts without a translation are shown in English.

const CONFIG = 'Адрес настроек учреждения (JSON) или сам объект.';
const BENEFITS = '`student`, `large-family`, `age`, `pensioner`, `disability`';

/** @type {Readonly<Record<string, string>>} */
export const RUSSIAN = {
  // ---- elements ----
  "Reads the clerk's machine-readable power of attorney (МЧД, 4.1.2) in the browser and shows its dates, organisation, powers and problems. Reads no personal data, sends and stores nothing.":
    'Читает в браузере машиночитаемую доверенность сотрудника (МЧД, п. 4.1.2): сроки, организацию, полномочия и что в них не так. О человеке не читает ничего, ничего не отправляет и не хранит.',
  'Runs complete checks, one after another: choice of way, code or Goskan, answer, face check, outcome, or paper.':
    'Целая проверка, одна за другой: выбор способа, код или Госкан, ответ, сравнение лица, итог или бумажный документ.',
  'The paper way (3.2, 5.3): documents that prove a benefit, details to check, accept or decline. Nothing is recorded, counted or requested.':
    'Бумажный документ (пп. 3.2, 5.3): какие документы подтверждают льготу, на что посмотреть, принят или нет. Ничего не записывается, не считается и не спрашивается.',
  "The prescribed check (4.1–4.2): three steps on the clerk's own phone, the face check, then the clerk's attestation. No source is started and no text exists.":
    'Предписанная проверка (пп. 4.1–4.2): три шага на телефоне сотрудника, сравнение лица, затем слово сотрудника. Камера и сканер не включаются, текста кода здесь нет.',
  "Information for visitors on the institution's site: what the Digital ID is, how to show it (3.1), who can use it, paper as an equal choice (3.2, 5.3), what the library sees, rights and duties (5.1–5.3), contact, and the Regulation (6.1). A document, not an application: no Lit, no events, no storage. Its children are shown without scripts and until it has loaded; `npm run site-page` generates the same content as HTML.":
    'Что сказано посетителям на сайте учреждения: что такое Цифровой ID, как его показать (п. 3.1), кому он нужен, бумажный документ наравне с ним (пп. 3.2, 5.3), что видит библиотека, права и обязанности (пп. 5.1–5.3), кого спросить и само Положение (п. 6.1). Это документ, а не приложение: событий нет, ничего не хранится. Его содержимое читают без скриптов и пока элемент загружается; то же в виде HTML делает `npm run site-page`.',
  'Verifies a text with a verifier, asks for the face check, shows the outcome and the resulting duty, and clears it after a countdown.':
    'Проверяет прочитанный текст, просит сравнить лицо, показывает итог и что из него следует, отсчитывает время и убирает всё с экрана.',
  'Captures one code from a camera or a keyboard-wedge scanner and reports its text. Success is shown neutrally, because reading is not checking.':
    'Считывает один код камерой или сканером и передаёт его текст странице. Об удаче говорит нейтрально: прочитать — ещё не проверить.',
  'A course of ten minutes for one clerk (5.1): simulated visitors in random order, each decision scored by the clause that governs it. Nothing about the clerk is requested, stored or sent.':
    'Учебный курс на десять минут для одного сотрудника (п. 5.1): учебные посетители в случайном порядке, каждое решение сверяется с пунктом Положения. О сотруднике ничего не спрашивается, не хранится и не отправляется.',
  // ---- attributes and properties ----
  "Address of the institution's configuration (JSON), or the object itself.": CONFIG,
  "Address of the institution's configuration (JSON).": 'Адрес настроек учреждения (JSON).',
  "address of the institution's configuration (JSON).": 'Адрес настроек учреждения (JSON).',
  "Address of the institution's configuration, or the object itself.": CONFIG,
  "Level of the heading, 1 to 6, in the page's outline. Default 2.":
    'Уровень заголовка, от 1 до 6, как принято на странице вокруг; по умолчанию 2.',
  "Level of the first heading, 1 to 6, in the page's outline. Default 2.":
    'Уровень первого заголовка, от 1 до 6, как принято на странице вокруг; по умолчанию 2.',
  'level of the title, 1 to 4; sections are one level lower. Default 2.':
    'Уровень заголовка, от 1 до 4; разделы на один ниже. По умолчанию 2.',
  'Level of the title, 1 to 4.': 'Уровень заголовка, от 1 до 4.',
  'language of the texts; default: that of the nearest ancestor, across shadow roots, else Russian':
    'Язык текстов; если не указан — ближайший вокруг, в том числе за границей shadow root, иначе русский.',
  'language; default: that of the nearest ancestor, else Russian.':
    'Язык; если не указан — ближайший вокруг, иначе русский.',
  'reflected, read only: the phase of the check, never an outcome':
    'Только для чтения: на каком шаге проверка. Итога здесь никогда нет.',
  'The phase of the check: never an outcome, because session recorders read attributes.':
    'На каком шаге проверка. Итога здесь никогда нет: программы записи экрана читают атрибуты.',
  'Always `idle`: there is no check here.': 'Всегда `idle`: проверки здесь нет.',
  'Adds the benefit to `cid-done`.': 'Назвать льготу в `cid-done`.',
  "Adds the gateway's receipt to `cid-done`. It reveals benefit and way to the page.":
    'Передать в `cid-done` квитанцию шлюза: страница тогда узнаёт льготу и способ.',
  'Counts attestations with Goskan at the gateway when their result is cleared. Paper and disability are never counted.':
    'Сообщать шлюзу о подтверждениях с Госканом, когда их результат убран. Бумажные документы и инвалидность не считаются никогда.',
  "Benefits to offer, separated by spaces. Default: the configuration's, else `student large-family age`.":
    'Какие льготы предложить, словами. По умолчанию — из настроек, иначе `student large-family age`.',
  'Who verifies: `goskan` (default), `gateway` or `training`.':
    'Кто проверяет: `goskan` (по умолчанию), `gateway` или `training`.',
  'Who verifies: `gateway` (default) or `training`.':
    'Кто проверяет: `gateway` (по умолчанию) или `training`.',
  'Base address of the gateway.': 'Адрес шлюза.',
  "A name for this desk, up to 64 characters; never a person's.":
    'Название рабочего места, до 64 знаков; никогда не имя человека.',
  'How long a result is shown, s: 5 to 120, default 30.':
    'Сколько секунд результат остаётся на экране: от 5 до 120, по умолчанию 30.',
  'For screens visible to the queue: shows a neutral result, and details on request.':
    'Для экранов, которые видит очередь: показывает нейтрально, слова — по просьбе.',
  "Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd.":
    'Последний день доверенности сотрудника (п. 4.1.2), гггг-мм-дд.',
  'Plays a tone when a result is ready, the same for every outcome. Off by default, because the queue hears it.':
    'Один нейтральный звук, когда готов результат, одинаковый для всех итогов. По умолчанию тихо: очередь слышит.',
  'Sources to offer, separated by spaces: `camera wedge` by default; also `image`, `serial`, `max`.':
    'Чем считывать код, словами: по умолчанию `camera wedge`; ещё есть `image`, `serial`, `max`.',
  'The prefix programmed into the wedge scanner.': 'Префикс, который настроен в сканере.',
  'Function key that starts a check; empty switches it off.':
    'Функциональная клавиша, которая начинает проверку; пустое значение её выключает.',
  'Function key of the paper way; empty switches it off.':
    'Функциональная клавиша для бумажного документа; пустое значение её выключает.',
  'The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`.': `Какую льготу подтверждают: ${BENEFITS}.`,
  'The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`. Without it the clerk is asked.': `Какую льготу подтверждают: ${BENEFITS}. Если не указана, спросят сотрудника.`,
  "benefits by name, separated by spaces: `student`, `large-family`, `age`, `pensioner`, `disability`. Default: the configuration's, else the three of clause 3.1.2.": `Льготы через пробел: ${BENEFITS}. По умолчанию — из настроек, иначе три льготы пункта 3.1.2.`,
  'Benefits by name, separated by spaces.': 'Льготы через пробел.',
  "Benefits that the visitors ask for, by name, separated by spaces. Default: the configuration's.":
    'Льготы, которые просят учебные посетители, через пробел. По умолчанию — из настроек.',
  'The way that is practised: `goskan` or `gateway`. Default: the first that the configuration permits.':
    'Какому способу учат: `goskan` или `gateway`. По умолчанию — первому, который разрешён в настройках.',
  "the institution's name; overrides the configuration.":
    'Название учреждения; важнее указанного в настройках.',
  "The institution's name; default: the configuration's.": 'Название учреждения; если пусто — из настроек.',
  'address of the published Regulation (6.1), http(s) or a path; overrides the configuration.':
    'Адрес опубликованного Положения (п. 6.1), http(s) или путь; важнее указанного в настройках.',
  "Address of the published Regulation (6.1); default: the configuration's.":
    'Адрес опубликованного Положения (п. 6.1); если пусто — из настроек.',
  'prints only this element of the page, in browsers with `:has()` (not in Firefox before 121).':
    'На бумаге печатается только этот элемент — в браузерах, где есть `:has()` (в Firefox начиная со 121).',
  'Prints only this element of the page.': 'На бумаге печатается только этот элемент.',
  'A caller key of the gateway, if the page itself must have one. Only a property, because others can read markup.':
    'Ключ шлюза, если его должна задавать сама страница. Только свойство: разметку читают и другие.',
  "Public starts of codes, for the scanner's layout, the passive guard and the recognition of codes.":
    'С чего начинается код: по этому узнают раскладку сканера и отличают код от других.',
  'Keeps Digital ID codes out of the page even without a capture.':
    'Не пускать коды Цифрового ID на страницу, даже пока код не ждут.',
  'Clicks inside this element do not disarm the scanner; this element itself by default.':
    'Щелчки внутри этого элемента не отключают сканер; по умолчанию это сам элемент.',
  'The desk is in training: other colours, and training codes are accepted.':
    'Идёт тренировка: другие цвета, и ждут учебный код.',
  // ---- methods ----
  'Begins a check, the check of the next visitor, or another try, as the check key does.':
    'Начинает проверку, следующего посетителя или новую попытку — то же, что клавиша проверки.',
  'Begins the check of a paper document, as the paper key does.':
    'Переходит к бумажному документу — то же, что клавиша бумажного документа.',
  'Verifies a decoded text and cancels a running check. The text is passed to the verifier and stored nowhere.':
    'Проверяет прочитанный текст вместо начатой проверки. Текст передаётся тому, кто проверяет, и нигде не хранится.',
  'Begins a capture: arms the wedge, and starts the camera if it was turned on before.':
    'Начинает ждать код: включает сканер, а если камера уже была включена — и её.',
  'Ends the capture: every track ends and keys reach the page again.':
    'Больше не ждёт: камера выключена, клавиши снова достаются странице.',
  'Reports a text as if a source had read it, without waiting for a better one.':
    'Передаёт текст так, будто его прочитал сканер или камера.',
  // ---- events ----
  'the clerk passed the last day to the desk. Does not bubble.':
    'Сотрудник передал рабочему месту последний день доверенности. Не всплывает.',
  'the status of a source changed. Does not bubble, contains no text.':
    'Камера или сканер включены, выключены, читают или неисправны. Не всплывает, текста кода в нём нет.',
  'a check ended and its data was cleared. Bubbles, composed.':
    'Проверка закончилась и забыта. Всплывает, выходит за границу shadow root.',
  'the clerk accepted or declined the document. Does not bubble.':
    'Сотрудник принял документ или нет. Не всплывает.',
  'an outcome is on screen. Does not bubble.': 'Итог на экране. Не всплывает.',
  'a code was read. Does not bubble; `preventDefault()` continues the capture.':
    'Код прочитан. Не всплывает; после `preventDefault()` чтение продолжается.',
  'Escape was pressed during a capture. Does not bubble.': 'Пока ждали код, нажали Esc. Не всплывает.',
  'the course was finished: every visitor was checked and every decision is right. Does not bubble, has no detail.':
    'Курс пройден: все посетители приняты, все решения верны. Не всплывает, подробностей нет.',
  // ---- parts ----
  'the large buttons': 'крупные кнопки',
  'the whole content': 'всё, что показывает элемент',
  'the button to the digital way': 'кнопка «Цифровой ID»',
  'the button to the paper way, the same size': 'кнопка бумажного документа, того же размера',
  "the camera's video": 'изображение с камеры',
  'a screen: one state of the check': 'экран: один шаг проверки',
  'a screen of the course': 'экран курса',
  'the button of the most likely next step': 'кнопка самого вероятного следующего шага',
  'a button that cancels or postpones': 'кнопка, которая отменяет или откладывает',
  'the button to the paper document': 'кнопка, которая ведёт к бумажному документу',
  'the box of an outcome; also `accept`, `offer`, `decline`, or `neutral` in discreet mode':
    'рамка итога; ещё `accept`, `offer`, `decline` или, в неброском режиме, `neutral`',
  'the box of an outcome that must be accepted (4.3)': 'рамка итога, который обязаны принять (п. 4.3)',
  'the box of an outcome after which a next step is offered (4.4)':
    'рамка итога, после которого предлагают следующий шаг (п. 4.4)',
  'the box of a declined document': 'рамка, когда документ не подошёл',
  'the box of an outcome in discreet mode': 'рамка итога в неброском режиме',
  'the line with the verifier': 'строка о том, кто проверил',
  'the lesson of a training check': 'на тренировке: чему учит этот случай',
  'the time until the screen is cleared, with its buttons': 'время до очистки экрана и кнопки рядом',
  "the notice about the clerk's power of attorney": 'сообщение о доверенности сотрудника',
  'the band that marks training': 'полоса «Тренировка»',
  'the result sheet, only printed': 'лист для печати, виден только на бумаге',
  // ---- custom properties ----
  'font family': 'шрифты',
  'font size; all other sizes depend on it': 'размер текста, от него зависит всё остальное',
  'colour of the text': 'цвет текста',
  'colour of secondary text': 'цвет второстепенного текста',
  'background of the element': 'цвет фона',
  'background of buttons and boxes': 'цвет фона кнопок и рамок',
  'colour of borders': 'цвет границ',
  'colour of the primary button and of the focus': 'цвет главной кнопки и рамки фокуса',
  'text colour of the primary button': 'цвет текста на главной кнопке',
  'colour of an acceptance': 'цвет принятого статуса',
  'background of an acceptance': 'цвет фона принятого статуса',
  'colour of an outcome that needs another step': 'цвет того, что требует ещё одного шага',
  'colour of training': 'цвет тренировки',
  'background of training': 'цвет фона тренировки',
  'border radius': 'радиус углов',
};
