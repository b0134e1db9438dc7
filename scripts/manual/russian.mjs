// Russian translations of the elements' docstrings. Texts without a translation are shown in English.

const CONFIG = 'Адрес настроек учреждения (JSON) или сам объект.';
const BENEFITS = '`student`, `large-family`, `age`, `pensioner`, `disability`';

/** @type {Readonly<Record<string, string>>} */
export const RUSSIAN = {
  // ---- elements ----
  "Reads the clerk's machine-readable power of attorney (МЧД, 4.1.2) in the browser: dates, organisation, powers and what is wrong with them. Nothing about a person is read, nothing is sent or stored.":
    'Читает в браузере машиночитаемую доверенность сотрудника (МЧД, п. 4.1.2): сроки, организацию, полномочия и что в них не так. О человеке не читает ничего, ничего не отправляет и не хранит.',
  'One whole check after another: the choice of way, the code or Goskan, the answer, the face, the outcome, or paper.':
    'Целая проверка, одна за другой: выбор способа, код или Госкан, ответ, сравнение лица, итог или бумажный документ.',
  'The paper way (3.2, 5.3): which documents prove a benefit, what to look at, accepted or not. Nothing is recorded, counted or asked.':
    'Бумажный документ (пп. 3.2, 5.3): какие документы подтверждают льготу, на что посмотреть, принят или нет. Ничего не записывается, не считается и не спрашивается.',
  "The prescribed check (4.1–4.2): three steps on the clerk's own phone, the comparison of the face, then the clerk's attestation. No source of ours starts and no text exists.":
    'Предписанная проверка (пп. 4.1–4.2): три шага на телефоне сотрудника, сравнение лица, затем слово сотрудника. Камера и сканер не включаются, текста кода здесь нет.',
  "What the public is told on the institution's site: what the Digital ID is, how to show it (3.1), for whom it is, paper as an equal choice (3.2, 5.3), what the library sees, rights and duties (5.1–5.3), whom to ask, and the Regulation (6.1). A document, not an application: no Lit, no events, nothing kept. Its children are what is read without scripts, and until everything is here; the same content as HTML is made by `npm run site-page`.":
    'Что сказано посетителям на сайте учреждения: что такое Цифровой ID, как его показать (п. 3.1), кому он нужен, бумажный документ наравне с ним (пп. 3.2, 5.3), что видит библиотека, права и обязанности (пп. 5.1–5.3), кого спросить и само Положение (п. 6.1). Это документ, а не приложение: событий нет, ничего не хранится. Его содержимое читают без скриптов и пока элемент загружается; то же в виде HTML делает `npm run site-page`.',
  'Verifies a text through a verifier, asks for the comparison of the face, shows the outcome and the duty that follows from it, counts down, clears.':
    'Проверяет прочитанный текст, просит сравнить лицо, показывает итог и что из него следует, отсчитывает время и убирает всё с экрана.',
  'Captures one code, from a camera or a keyboard-wedge scanner, and hands its text over. What it shows on success is neutral: reading is not checking.':
    'Считывает один код камерой или сканером и передаёт его текст странице. Об удаче говорит нейтрально: прочитать — ещё не проверить.',
  'A course of ten minutes that a clerk walks alone (5.1): simulated visitors in random order, each decision scored against the clause that governs it. Nothing about the clerk is asked, stored or sent.':
    'Учебный курс на десять минут для одного сотрудника (п. 5.1): учебные посетители в случайном порядке, каждое решение сверяется с пунктом Положения. О сотруднике ничего не спрашивается, не хранится и не отправляется.',
  // ---- attributes and properties ----
  "Address of the institution's configuration (JSON), or the object itself.": CONFIG,
  "Address of the institution's configuration (JSON).": 'Адрес настроек учреждения (JSON).',
  "address of the institution's configuration (JSON).": 'Адрес настроек учреждения (JSON).',
  "Address of the institution's configuration, or the object itself.": CONFIG,
  'Level of the heading, 1 to 6, as the page around has it: 2 by default.':
    'Уровень заголовка, от 1 до 6, как принято на странице вокруг; по умолчанию 2.',
  'Level of the first heading, 1 to 6, as the page around has it: 2 by default.':
    'Уровень первого заголовка, от 1 до 6, как принято на странице вокруг; по умолчанию 2.',
  'level of the title, 1 to 4, sections one lower. Default 2.':
    'Уровень заголовка, от 1 до 4; разделы на один ниже. По умолчанию 2.',
  'Level of the title, 1 to 4.': 'Уровень заголовка, от 1 до 4.',
  'language of the texts; otherwise the nearest one around, across shadow roots, otherwise Russian':
    'Язык текстов; если не указан — ближайший вокруг, в том числе за границей shadow root, иначе русский.',
  'language; otherwise the nearest one around, otherwise Russian.':
    'Язык; если не указан — ближайший вокруг, иначе русский.',
  'reflected, read only: the phase of the check, never an outcome':
    'Только для чтения: на каком шаге проверка. Итога здесь никогда нет.',
  'The phase of the check: never an outcome, because session recorders read attributes.':
    'На каком шаге проверка. Итога здесь никогда нет: программы записи экрана читают атрибуты.',
  'Always `idle`: there is no check here.': 'Всегда `idle`: проверки здесь нет.',
  'Put the benefit into `cid-done`.': 'Назвать льготу в `cid-done`.',
  "Hand over the gateway's receipt in `cid-done`: the page then learns benefit and way.":
    'Передать в `cid-done` квитанцию шлюза: страница тогда узнаёт льготу и способ.',
  'Tell the gateway of attestations with Goskan when their result clears. Paper and disability are never counted.':
    'Сообщать шлюзу о подтверждениях с Госканом, когда их результат убран. Бумажные документы и инвалидность не считаются никогда.',
  "Benefits offered, in words. Default: the configuration's, else `student large-family age`.":
    'Какие льготы предложить, словами. По умолчанию — из настроек, иначе `student large-family age`.',
  'Who verifies: `goskan` (default), `gateway` or `training`.':
    'Кто проверяет: `goskan` (по умолчанию), `gateway` или `training`.',
  'Who verifies: `gateway` (default) or `training`.':
    'Кто проверяет: `gateway` (по умолчанию) или `training`.',
  'Base address of the gateway.': 'Адрес шлюза.',
  "A name for this desk, up to 64 characters; never a person's.":
    'Название рабочего места, до 64 знаков; никогда не имя человека.',
  'How long a result stays, s: 5 to 120, 30 by default.':
    'Сколько секунд результат остаётся на экране: от 5 до 120, по умолчанию 30.',
  'For screens that face the queue: neutral, words on request.':
    'Для экранов, которые видит очередь: показывает нейтрально, слова — по просьбе.',
  "Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd.":
    'Последний день доверенности сотрудника (п. 4.1.2), гггг-мм-дд.',
  'One neutral tone when a result is ready, the same for every outcome. Silent by default: the queue listens.':
    'Один нейтральный звук, когда готов результат, одинаковый для всех итогов. По умолчанию тихо: очередь слышит.',
  'Which sources to offer, in words: `camera wedge` by default; also `image`, `serial`, `max`.':
    'Чем считывать код, словами: по умолчанию `camera wedge`; ещё есть `image`, `serial`, `max`.',
  'What the wedge scanner is programmed to send first.': 'Префикс, который настроен в сканере.',
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
  "the institution's name; wins over the configuration's.":
    'Название учреждения; важнее указанного в настройках.',
  "The institution's name; empty: the configuration's.": 'Название учреждения; если пусто — из настроек.',
  "address of the published Regulation (6.1), http(s) or a path; wins over the configuration's.":
    'Адрес опубликованного Положения (п. 6.1), http(s) или путь; важнее указанного в настройках.',
  "Address of the published Regulation (6.1); empty: the configuration's.":
    'Адрес опубликованного Положения (п. 6.1); если пусто — из настроек.',
  'on paper the page is this element alone, in browsers that have `:has()` (not in Firefox before 121).':
    'На бумаге печатается только этот элемент — в браузерах, где есть `:has()` (в Firefox начиная со 121).',
  'On paper the page is this element alone.': 'На бумаге печатается только этот элемент.',
  'A caller key of the gateway, where the page itself must hold one. A property only: markup is read by others.':
    'Ключ шлюза, если его должна задавать сама страница. Только свойство: разметку читают и другие.',
  "What a code begins with: for the scanner's layout, the passive guard, and telling codes from others.":
    'С чего начинается код: по этому узнают раскладку сканера и отличают код от других.',
  'Keep Digital ID codes from the page even while nothing is captured.':
    'Не пускать коды Цифрового ID на страницу, даже пока код не ждут.',
  'Clicks inside this element do not disarm the scanner; this element itself by default.':
    'Щелчки внутри этого элемента не отключают сканер; по умолчанию это сам элемент.',
  'The desk is in training: other colours, and training codes are awaited.':
    'Идёт тренировка: другие цвета, и ждут учебный код.',
  // ---- methods ----
  "Begins a check, or the next visitor's, or another try: what the check key does.":
    'Начинает проверку, следующего посетителя или новую попытку — то же, что клавиша проверки.',
  'Goes to the paper document: what the paper key does.':
    'Переходит к бумажному документу — то же, что клавиша бумажного документа.',
  'Verifies a decoded text, in place of a check under way. It is handed to the verifier and kept nowhere.':
    'Проверяет прочитанный текст вместо начатой проверки. Текст передаётся тому, кто проверяет, и нигде не хранится.',
  'Waits for a code: arms the wedge, and goes on with the camera if it was turned on before.':
    'Начинает ждать код: включает сканер, а если камера уже была включена — и её.',
  'Waits no more; every track ends and keys go to the page again.':
    'Больше не ждёт: камера выключена, клавиши снова достаются странице.',
  'Hands a text over as if a source had read it and nothing better could come.':
    'Передаёт текст так, будто его прочитал сканер или камера.',
  // ---- events ----
  'the clerk handed the last day to the desk. Does not bubble.':
    'Сотрудник передал рабочему месту последний день доверенности. Не всплывает.',
  'a source was turned on or off, reads, or has a problem. Does not bubble, has no text.':
    'Камера или сканер включены, выключены, читают или неисправны. Не всплывает, текста кода в нём нет.',
  'a check ended and is forgotten. Bubbles, composed.':
    'Проверка закончилась и забыта. Всплывает, выходит за границу shadow root.',
  'the clerk accepted the document or not. Does not bubble.':
    'Сотрудник принял документ или нет. Не всплывает.',
  'an outcome is on screen. Does not bubble.': 'Итог на экране. Не всплывает.',
  'a code was read. Does not bubble; `preventDefault()` lets it read on.':
    'Код прочитан. Не всплывает; после `preventDefault()` чтение продолжается.',
  'Escape was pressed while a code was waited for. Does not bubble.':
    'Пока ждали код, нажали Esc. Не всплывает.',
  'the course was finished: every visitor was met and every decision is right. Does not bubble, has no detail.':
    'Курс пройден: все посетители приняты, все решения верны. Не всплывает, подробностей нет.',
  // ---- parts ----
  'the large buttons': 'крупные кнопки',
  'all that it shows': 'всё, что показывает элемент',
  'the button to the digital way': 'кнопка «Цифровой ID»',
  'the button to the paper way, the same size': 'кнопка бумажного документа, того же размера',
  "the camera's picture": 'изображение с камеры',
  'a screen: one state of the check': 'экран: один шаг проверки',
  'a screen of the course': 'экран курса',
  'the button that most likely comes next': 'кнопка самого вероятного следующего шага',
  'a button that leaves or puts off': 'кнопка, которая отменяет или откладывает',
  'the button to the paper document': 'кнопка, которая ведёт к бумажному документу',
  'the box of an outcome; also `accept`, `offer`, `decline`, or `neutral` in discreet mode':
    'рамка итога; ещё `accept`, `offer`, `decline` или, в неброском режиме, `neutral`',
  'the box of an outcome that must be accepted (4.3)': 'рамка итога, который обязаны принять (п. 4.3)',
  'the box of an outcome after which a next step is offered (4.4)':
    'рамка итога, после которого предлагают следующий шаг (п. 4.4)',
  'the box of a document that did not fit': 'рамка, когда документ не подошёл',
  'the box of an outcome in discreet mode': 'рамка итога в неброском режиме',
  'the line that says who verified': 'строка о том, кто проверил',
  'in training: what there was to learn': 'на тренировке: чему учит этот случай',
  'the time until the screen is cleared, with its buttons': 'время до очистки экрана и кнопки рядом',
  "the notice about the clerk's power of attorney": 'сообщение о доверенности сотрудника',
  'the band that says that this is training': 'полоса «Тренировка»',
  'the sheet to print, on paper alone': 'лист для печати, виден только на бумаге',
  // ---- custom properties ----
  'family of fonts': 'шрифты',
  'size of the text; everything else follows it': 'размер текста, от него зависит всё остальное',
  'colour of the text': 'цвет текста',
  'colour of what is said in passing': 'цвет второстепенного текста',
  'colour behind everything': 'цвет фона',
  'colour behind buttons and boxes': 'цвет фона кнопок и рамок',
  'colour of edges': 'цвет границ',
  'colour of the first button and of the focus': 'цвет главной кнопки и рамки фокуса',
  'colour of the text on the first button': 'цвет текста на главной кнопке',
  'colour of an acceptance': 'цвет принятого статуса',
  'colour behind an acceptance': 'цвет фона принятого статуса',
  'colour of what needs another step': 'цвет того, что требует ещё одного шага',
  'colour of training': 'цвет тренировки',
  'colour behind training': 'цвет фона тренировки',
  'radius of corners': 'радиус углов',
};
