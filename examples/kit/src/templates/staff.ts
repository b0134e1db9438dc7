/** The one-page memo for the desk, and the checklist of the introduction. */
import { ask, heading, type Inline, type KitDocument, paragraph, strong } from '../document.js';
import { type Facts, longDate } from '../facts.js';

export function staffMemo(facts: Facts): KitDocument {
  const { clause, contact, config } = facts;
  const gateway = config.ways.includes('gateway') && config.gatewayAct !== undefined;
  return {
    name: 'staff-memo',
    title: 'Памятка сотруднику: Цифровой ID',
    layout: 'page',
    blocks: [
      paragraph(
        'Посетитель сам выбирает: Цифровой ID или бумажный документ. Причину не спрашиваем ',
        `(п. ${clause('3.2')}, ${clause('5.3')}).`,
      ),
      heading('Проверка в «Госкане»'),
      {
        kind: 'steps',
        items: [
          ['Откройте на своём телефоне «Госуслуги», нажмите «Госкан» справа вверху.'],
          ['Отсканируйте код с телефона посетителя. Код меняется каждые 30 секунд.'],
          ['Убедитесь, что показан успешный статус с указанием на льготу.'],
          ['Сравните лицо посетителя с фото на экране его телефона.'],
        ],
      },
      paragraph(
        `Нужна действующая машиночитаемая доверенность (п. ${clause('4.1.2')}). Возраст подтверждается только так: «18 лет и старше».`,
      ),
      ...(gateway
        ? [
            heading('Проверка через программу на рабочем месте'),
            {
              kind: 'steps' as const,
              items: [
                ['Нажмите клавишу проверки и считайте код сканером или камерой.'],
                ['Дождитесь ответа и сравните лицо с фото на экране телефона посетителя.'],
              ],
            },
          ]
        : []),
      heading('Чем закончилось'),
      {
        kind: 'table',
        head: ['Что вы видите', 'Что делать'],
        widths: [42, 58],
        rows: [
          [['Статус подтверждён, лицо совпало'], [strong('Обязаны принять'), ` (п. ${clause('4.3')}).`]],
          [
            ['Ошибка, статус не подтверждён, лицо не совпало'],
            [
              'Это ещё не отказ. Попросите обновить код и попробуйте снова; вправе попросить бумажный документ ',
              `(п. ${clause('4.4')}).`,
            ],
          ],
          [
            ['Код ведёт на max.ru'],
            ['Это приглашение в MAX, а не Цифровой ID. Попросите открыть карточку нужного статуса.'],
          ],
          [['Нет 18 лет, другое гражданство, нет телефона'], ['Бумажный документ: он подходит так же.']],
          [
            ['Не срабатывает отпечаток или лицо, новый телефон'],
            ['Бумажный документ. После смены телефона старый Цифровой ID удаляют и создают новый.'],
          ],
        ],
      },
      heading('Всегда'),
      {
        kind: 'list',
        items: [
          [`Не говорите вслух, как прошла проверка и чем закончилась (п. ${clause('5.2')}).`],
          ['Ничего не записывайте и не фотографируйте: ни код, ни имя, ни номер.'],
          ['Не открывайте адрес из кода и не сканируйте его обычной камерой телефона.'],
          ['Школьникам сервис статус студента обычно не подтверждает: вины посетителя в этом нет.'],
        ],
      },
      paragraph('Вопросы: ', contact),
    ],
  };
}

const done = (date: string | undefined, what: string): readonly Inline[] =>
  date ? [strong(longDate(date))] : [ask(what)];

export function checklist(facts: Facts): KitDocument {
  const { clause, config } = facts;
  const { checklist: dates, act, gatewayAct, paperRequired, ways, institution } = config;
  const published: readonly Inline[] = act?.link ? [act.link, ', '] : [];
  return {
    name: 'checklist',
    title: 'Внедрение Цифрового ID по пунктам',
    layout: 'page',
    blocks: [
      paragraph('Дата стоит там, где она указана в файле настроек. Фамилий здесь нет намеренно.'),
      {
        kind: 'table',
        head: ['Пункт', 'Что сделать', 'Состояние'],
        widths: [10, 48, 42],
        rows: [
          [
            [clause('6.1')],
            ['Опубликовать Положение на сайте'],
            [...published, ...done(dates.actPublished, 'Не отмечено: checklist.actPublished')],
          ],
          [
            [clause('4.1.2')],
            ['Оформить машиночитаемые доверенности, следить за сроком'],
            dates.attorneyUntil
              ? ['действует до ', strong(longDate(dates.attorneyUntil))]
              : [ask('Не отмечено: checklist.attorneyUntil')],
          ],
          [
            [clause('5.1')],
            ['Обучить сотрудников'],
            done(dates.staffTrained, 'Не отмечено: checklist.staffTrained'),
          ],
          [
            [clause('5.1')],
            ['Информировать посетителей: страница на сайте'],
            done(dates.sitePageUp, 'Не отмечено: checklist.sitePageUp'),
          ],
          [[clause('5.1')], ['Информировать посетителей: плакат, табличка у стойки'], [ask('Отметьте сами')]],
          [
            [clause('4.2')],
            ['Проверить рабочее место в режиме обучения'],
            done(dates.deskTested, 'Не отмечено: checklist.deskTested'),
          ],
          [
            [clause('1.3')],
            ['Перечислить случаи, когда федеральный закон требует бумажный документ'],
            paperRequired.length
              ? [`указано: ${paperRequired.length}`]
              : [ask('Выясните, есть ли такие случаи')],
          ],
          ...(ways.includes('gateway')
            ? [
                [
                  [clause('4.1')],
                  ['Принять акт, который разрешает проверку через шлюз'],
                  gatewayAct
                    ? [gatewayAct.title]
                    : [ask('Нет: поле gatewayAct. Без него шлюз не используется')],
                ],
              ]
            : []),
          [
            [clause('5.1')],
            ['Указать, к кому обращаться с вопросами'],
            institution.contact ? [institution.contact] : [ask('Нет: institution.contact')],
          ],
        ],
      },
    ],
  };
}
