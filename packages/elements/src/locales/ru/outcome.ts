/** Russian texts of the outcomes. */
const plural = new Intl.PluralRules('ru');

const count = (n: number, one: string, few: string, many: string): string =>
  `${new Intl.NumberFormat('ru').format(n)} ${{ one, few, many, zero: many, two: few, other: many }[plural.select(n)]}`;

export const outcome = {
  outcome: {
    later: 'Отложить',
    ready: 'Результат готов',
    show: 'Показать',
    hide: 'Скрыть',
    title: {
      confirmed: 'Статус подтверждён',
      attested: 'Статус подтверждён',
      'paper-accepted': 'Документ принят',
      'paper-not-accepted': 'Документ не подошёл',
      'not-confirmed': 'Статус не подтверждён',
      'goskan-not-confirmed': 'Госкан не подтвердил статус',
      'foreign-code': 'Это не код Цифрового ID',
      'invitation-code': 'Это приглашение в MAX, а не Цифровой ID',
      'training-code': 'Это учебный код',
      'real-code': 'Это настоящий код',
      'expired-code': 'Код устарел',
      'used-code': 'Этот код уже проверяли',
      'no-digital-id': 'Цифровой ID не найден',
      misconfigured: 'Проверка не настроена',
      'rate-limited': 'Слишком много проверок подряд',
      unavailable: 'Сервис не отвечает',
      'face-differs': 'Нужен другой способ',
      offline: 'Нет связи',
      cancelled: 'Проверка отменена',
      'timed-out': 'Ответ не пришёл вовремя',
      'not-permitted': 'Этот способ здесь не разрешён',
    },
    /** The next step, after the title. */
    advice: {
      confirmed: 'Примите статус как подтверждённый',
      attested: 'Примите статус как подтверждённый',
      'paper-accepted': 'Предоставьте льготу',
      'paper-not-accepted':
        'Расскажите, какие документы подойдут. Посетитель может прийти с ними в другой раз.',
      'not-confirmed':
        'Проверьте, та ли льгота выбрана в MAX. Попробуйте с новым кодом или примите бумажный документ.',
      'goskan-not-confirmed':
        'Проверьте, та ли льгота выбрана в MAX. Попробуйте ещё раз или примите бумажный документ.',
      'foreign-code': 'Попросите открыть в MAX: Профиль → «Цифровой ID».',
      'invitation-code':
        'Попросите открыть в MAX: Профиль → «Цифровой ID», выбрать льготу и показать код под фото.',
      'training-code': 'Он подходит только для тренировки. Попросите открыть Цифровой ID в MAX.',
      'real-code': 'Здесь идёт тренировка, настоящие коды не проверяются. Перейдите на рабочую страницу.',
      'expired-code': 'Код меняется каждые 30 секунд. Дождитесь нового и отсканируйте его.',
      'used-code': 'Дождитесь, пока код на телефоне обновится, и отсканируйте новый.',
      'no-digital-id': 'Возможно, он ещё не оформлен. Примите бумажный документ.',
      misconfigured:
        'Посетитель ни при чём. Сообщите тому, кто настраивал проверку, и примите бумажный документ.',
      'rate-limited': 'Подождите минуту или примите бумажный документ.',
      unavailable: 'Попробуйте с новым кодом или примите бумажный документ.',
      'face-differs': 'Так бывает со старым фото. Попросите показать бумажный документ.',
      offline: 'Проверьте интернет и попробуйте ещё раз или примите бумажный документ.',
      cancelled: 'Начните снова, когда посетитель будет готов.',
      'timed-out': 'Попробуйте с новым кодом или примите бумажный документ.',
      'not-permitted': 'Местный акт не называет этого способа. Примите бумажный документ.',
    },
    /** Additional text if a student status was not confirmed: the service usually confirms no pupils. */
    pupil:
      'Школьников сервис обычно не подтверждает: только студентов колледжей и вузов. Подойдёт бумажный документ.',
    /** Additional text in training: the clock of the visitor's phone may differ. */
    clock: 'Если и новый код окажется устаревшим, сверьте часы телефона и этого компьютера.',
    byService: 'Ответил сервис Цифрового ID',
    byStaff: 'Проверил сотрудник через Госкан',
    byPaper: 'Проверил сотрудник по документу',
    byTraining: 'Ответил учебный сервис',
    again: 'Новый код',
    againGoskan: 'Проверить ещё раз',
    clearsIn: (seconds: number) => `Экран очистится через ${count(seconds, 'секунду', 'секунды', 'секунд')}`,
    pausedAt: 'Отсчёт остановлен',
    pause: 'Остановить отсчёт',
    resume: 'Продолжить отсчёт',
    extend: (seconds: number) => `Ещё ${count(seconds, 'секунда', 'секунды', 'секунд')}`,
  },
} as const;
