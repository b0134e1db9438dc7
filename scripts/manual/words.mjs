// The manual's own texts in both languages.

/** Start pages by reader: names of guides and tags of elements. */
export const READERS = [
  {
    en: 'an administrator',
    ru: 'администратор',
    read: ['site', 'companion', 'koha', 'configuration', 'updating', 'troubleshooting'],
  },
  {
    en: 'a developer of pages',
    ru: 'разработчик страниц',
    read: ['cid-check', 'theming', 'csp', 'camera', 'wedge', 'accessibility'],
  },
  {
    en: 'a vendor of a library system',
    ru: 'поставщик АБИС',
    read: ['gateway', 'receipts', 'region', 'cid-result', 'cid-scanner', 'threats'],
  },
  { en: 'the director', ru: 'директор', read: ['regulation', 'privacy', 'accessibility', 'dependencies'] },
  { en: 'a clerk', ru: 'сотрудник', read: ['training', 'troubleshooting', 'companion'] },
];

export const WORDS = {
  ru: {
    title: 'Руководство cid-elements',
    lead: 'Веб-компоненты, с которыми библиотека проверяет «Цифровой ID» посетителя. Здесь всё, что можно прочитать без интернета: с чего начать, каждый элемент с примером, каждая настройка.',
    iam: 'Я …',
    elements: 'Элементы',
    guides: 'Все страницы',
    skip: 'К тексту',
    home: 'Руководство',
    start: 'Начало',
    other: 'English',
    otherLang: 'en',
    example: 'Попробовать',
    exampleLead: 'Это настоящий элемент, а проверка ненастоящая: ничего никуда не отправляется.',
    waits:
      'Этот элемент сам ничего не показывает, пока страница не передаст ему прочитанный текст методом `verify(text)`.',
    call: 'Вызвать',
    set: 'Атрибуты примера',
    events: 'События этого примера (имя и какие поля есть в `detail`):',
    noEvents: 'пока не было',
    state: 'Атрибут `state`:',
    markup: 'Разметка',
    name: 'Имя',
    type: 'Тип',
    preset: 'По умолчанию',
    meaning: 'Смысл',
    none: 'Нет.',
    unset: 'не указан',
    lists: {
      attributes: 'Атрибуты',
      properties: 'Свойства',
      methods: 'Методы',
      events: 'События',
      slots: 'Слоты',
      parts: 'Части для `::part()`',
      styles: 'Переменные CSS',
      states: 'Состояния',
    },
    shown: 'Состояние примера',
    atFirst: 'начальное',
    shownState: 'Состояние',
    statesLead:
      'Щелчок по названию показывает состояние в примере выше. Шлюз, камера и сканер там ненастоящие.',
    phasesLead: 'Атрибут `state` называет только этап, в CSS: `cid-check[state]`. Его значения здесь:',
    states: {
      idle: 'ничего не происходит',
      choice: 'выбор способа; между двумя посетителями экран такой же',
      capture: 'ждут код',
      working: 'идёт проверка, либо сотрудник проверяет в Госкане',
      face: 'сравнивают лицо',
      result: 'итог на экране; какой — атрибут не говорит',
      paper: 'бумажный документ',
      unusable: 'Цифровой ID проверить нельзя: ошибка в настройках; бумажный документ принимают',
    },
    noscript: 'Примеру нужен JavaScript; всё остальное читается без него.',
  },
  en: {
    title: 'The manual of cid-elements',
    lead: 'Custom elements with which a library checks a visitor’s Digital ID. Everything here can be read offline: where to begin, every element with an example, every setting.',
    iam: 'I am …',
    elements: 'Elements',
    guides: 'All pages',
    skip: 'To the text',
    home: 'Manual',
    start: 'Start',
    other: 'Русский',
    otherLang: 'ru',
    example: 'Try it',
    exampleLead: 'This is the real element, and no real check: nothing is sent anywhere.',
    waits:
      'By itself this element shows nothing until the page hands it a text that was read, by `verify(text)`.',
    call: 'Call',
    set: 'Attributes of the example',
    events: 'Events of this example (the name, and the fields of `detail`):',
    noEvents: 'none yet',
    state: 'The attribute `state`:',
    markup: 'Markup',
    name: 'Name',
    type: 'Type',
    preset: 'Default',
    meaning: 'Meaning',
    none: 'None.',
    unset: 'not set',
    lists: {
      attributes: 'Attributes',
      properties: 'Properties',
      methods: 'Methods',
      events: 'Events',
      slots: 'Slots',
      parts: 'Parts for `::part()`',
      styles: 'CSS custom properties',
      states: 'States',
    },
    shown: 'State of the example',
    atFirst: 'as at first',
    shownState: 'State',
    statesLead:
      'A click on a name shows the state in the example above. Gateway, camera and scanner are pretended there.',
    phasesLead: 'The attribute `state` names the phase alone, in CSS: `cid-check[state]`. Its values here:',
    states: {
      idle: 'nothing goes on',
      choice: 'the choice of way; between two visitors the screen is the same',
      capture: 'a code is waited for',
      working: 'it is being verified, or the clerk checks in Goskan',
      face: 'the face is compared',
      result: 'an outcome is on screen; which one the attribute does not say',
      paper: 'the paper document',
      unusable: 'the Digital ID cannot be checked: the settings are wrong; paper is accepted',
    },
    noscript: 'The example needs JavaScript; everything else is read without it.',
  },
};

/**
 * The initial example of each element: attributes besides `lang` and `heading-level`, and methods with
 * buttons.
 * @type {Readonly<Record<string, { attributes: Record<string, string>, calls: { name: string, text?: string
 * }[] }>>}
 */
export const EXAMPLES = {
  'cid-check': {
    attributes: { verifier: 'training', config: '../../desk/library.json' },
    calls: [{ name: 'startCheck' }, { name: 'startPaper' }],
  },
  'cid-scanner': { attributes: { sources: 'wedge image' }, calls: [{ name: 'start' }, { name: 'stop' }] },
  'cid-result': {
    attributes: { verifier: 'training', benefit: 'student', config: '../../desk/library.json' },
    calls: [{ name: 'verify', text: 'чужой код' }],
  },
  'cid-goskan': { attributes: { benefit: 'student', config: '../../desk/library.json' }, calls: [] },
  'cid-fallback': { attributes: { benefit: 'student', config: '../../desk/library.json' }, calls: [] },
  'cid-info': { attributes: { config: '../../desk/library.json' }, calls: [] },
  'cid-training': { attributes: { config: '../../desk/library.json' }, calls: [] },
  'cid-attorney': { attributes: { config: '../../desk/library.json' }, calls: [] },
};

/** Values of attributes with a short list of choices. */
export const CHOICES = {
  verifier: ['training', 'goskan', 'gateway'],
  benefit: ['student', 'large-family', 'age', 'pensioner', 'disability'],
  way: ['goskan', 'gateway'],
  lang: ['ru', 'en'],
};
