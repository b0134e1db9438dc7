/** Texts of the desk for each answer of the training gateway. They are the same in all engines. */
import type { Visitor } from '@cid-elements/core';
import { expect } from 'chai';
import { arriveAt, button, type Desk, desk, press, scanAt, seen, until, wait } from '../support/visitor.js';

describe('answers of the training gateway', () => {
  let here: Desk | undefined;

  afterEach(async () => {
    here?.remove();
    here = undefined;
    await wait(10);
  });

  const outcomes: [Visitor, string][] = [
    ['not-confirmed', 'Статус не подтверждён'],
    ['expired', 'Код устарел'],
    ['used', 'Этот код уже проверяли'],
    ['no-digital-id', 'Цифровой ID не найден'],
    ['foreign', 'Это не код Цифрового ID'],
    ['real-code', 'Это настоящий код'],
    ['no-network', 'Сервис не отвечает'],
    ['rate-limited', 'Слишком много проверок подряд'],
    ['misconfigured', 'Проверка не настроена'],
  ];
  for (const [visitor, title] of outcomes) {
    it(`shows «${title}» and offers a new code and paper, never a refusal`, async () => {
      here = desk({ verifier: 'training', gateway: '/' });
      const { check, done } = here;
      await scanAt(here, visitor);
      await arriveAt(here, 'result');
      await until(title, () => seen(check).includes(title));
      expect(button(check, 'Новый код').disabled).to.equal(false);
      button(check, 'Бумажный документ').click();
      await arriveAt(here, 'paper');
      press('Escape');
      await arriveAt(here, 'choice');
      expect(done).to.deep.equal([{ result: 'training' }]);
    });
  }
});
