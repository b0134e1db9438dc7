/** Russian texts of a capture. */
export const capture = {
  scanner: {
    label: 'Считывание кода',
    aim: 'Наведите сканер на экран телефона',
    wedgeOn: 'Сканер готов. Пока он ждёт код, клавиатура не печатает в других полях.',
    wedgeOff: 'Сканер не ждёт код.',
    wedgeArm: 'Ждать код со сканера',
    wedgeReading: 'Читаю…',
    wedgeUnreadable: 'Код пришёл с искажениями. Отсканируйте ещё раз.',
    /** A foreign code was the only one for two seconds. The capture continues. */
    foreign: 'Это не код Цифрового ID. Попросите открыть в MAX: Профиль → «Цифровой ID».',
    /** An invitation to MAX, as on posters. */
    invitation: 'Это приглашение в MAX, а не Цифровой ID. Попросите открыть карточку нужного статуса.',
    captured: 'Код прочитан, ещё не проверен',
    again: 'Считать новый код',
    cameraOn: 'Включить камеру',
    /** Before the first use. */
    cameraAsks: 'Браузер попросит разрешение на камеру. Запись не ведётся, снимки не покидают эту страницу.',
    image: 'Открыть снимок кода',
    max: 'Считать в MAX',
    /** Training: why a screenshot of a code is white. */
    white: 'Вместо кода белый прямоугольник? Это снимок экрана: попросите открыть Цифровой ID в самом MAX.',
    broken: 'Часть программы не загрузилась. Проверьте связь и попробуйте снова.',
  },
} as const;
