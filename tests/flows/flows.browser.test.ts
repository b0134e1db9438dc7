/** Whole checks in a real browser with a real training gateway on the same origin. */
import { type Benefit, REASONS, type Visitor } from '@cid-elements/core';
import { expect } from 'chai';
import {
  ACT,
  act,
  arriveAt,
  button,
  click,
  code,
  type Desk,
  desk,
  filmPhone,
  press,
  scanAt,
  seen,
  until,
  wait,
  wedge,
} from '../support/visitor.js';

let here: Desk | undefined;
const open = (attributes: Record<string, string>, config?: object): Desk => {
  here = desk(attributes, config);
  return here;
};
const state = () => here?.check.state;
const arrive = (phase: string) => arriveAt(here!, phase);

afterEach(async () => {
  here?.remove();
  here = undefined;
  await wait(10);
});

const scan = (visitor: Visitor, benefit?: Benefit) => scanAt(here!, visitor, benefit);

describe('a check by wedge, through the training gateway', () => {
  const training = { verifier: 'training', gateway: '/' };

  it('confirms, asks for the face, shows the duty, clears, fires cid-done once', async () => {
    const { check, field, done } = open(training);
    await scan('right');
    await arrive('face');
    expect(seen(check)).not.to.contain('подтверждён');
    await click(check, 'Лицо совпадает');
    await arrive('result');
    await until('the duty', () => seen(check).includes('Примите статус как подтверждённый'));
    expect(seen(check)).to.contain('Статус подтверждён').and.to.contain('Тренировка');
    expect(done).to.deep.equal([]);
    button(check, 'Следующий посетитель').click();
    await arrive('choice');
    expect(done).to.deep.equal([{ result: 'training' }]);
    expect(seen(check)).not.to.contain('подтверждён');
    expect(field.value).to.equal('');
  });

  it('checks several benefits one after another', async () => {
    const { check, done } = open({ ...training, 'report-benefit': '' });
    for (const benefit of ['student', 'age'] as const) {
      await arrive('choice');
      const radios = [...check.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]')];
      radios[benefit === 'age' ? 2 : 0]!.click();
      await scan('right', benefit);
      await arrive('face');
      await act(here!.check, '1');
      await arrive('result');
      await until('the benefit', () =>
        seen(check).includes(benefit === 'age' ? '18 лет и старше' : 'Студент'),
      );
      press('F8');
      await arrive('capture');
      press('Escape');
    }
    expect(
      done.filter(({ result }) => result === 'training').map(({ benefit }) => benefit),
    ).to.include.members(['student', 'age']);
  });

  it('offers paper after a differing face', async () => {
    const { check } = open(training);
    await scan('wrong-person');
    await arrive('face');
    button(check, 'Лицо не совпадает').click();
    await until('another way', () => seen(check).includes('Нужен другой способ'));
    expect(seen(check)).to.contain('Попросите показать бумажный документ');
  });

  it('reports a code used twice', async () => {
    const { check } = open(training);
    await arrive('choice');
    const text = await code('right', 'student');
    for (const expected of ['face', 'result']) {
      press('F8');
      await until('armed', () => seen(check).includes('Сканер готов'));
      await wedge(text);
      await arrive(expected);
      if (expected === 'face') press('Escape');
    }
    await until('used', () => seen(check).includes('Этот код уже проверяли'));
  });

  it('clears an outcome when the page is hidden', async () => {
    const { check, done } = open(training);
    await scan('right');
    await arrive('face');
    await act(here!.check, '1');
    await arrive('result');
    window.dispatchEvent(new Event('pagehide'));
    await arrive('choice');
    expect(seen(check)).not.to.contain('подтверждён');
    expect(done).to.deep.equal([{ result: 'training' }]);
  });

  it('counts down, pauses, resumes', async () => {
    const { check } = open({ ...training, 'result-seconds': '5' });
    await scan('right');
    await arrive('face');
    await act(here!.check, '1');
    await until('the countdown', () => seen(check).includes('Экран очистится через'));
    button(check, 'Остановить отсчёт').click();
    await wait(1500);
    expect(seen(check)).to.contain('Отсчёт остановлен');
    button(check, 'Продолжить отсчёт').click();
    await until('cleared', () => state() === 'choice', 7000);
  });
});

describe('a check by camera', () => {
  it('starts on a click, reads the phone and releases the camera', async () => {
    const { check, done } = open({ verifier: 'training', gateway: '/' });
    await arrive('choice');
    const text = await code('right', 'student');
    const stop = filmPhone(() => text);
    try {
      press('F8');
      await arrive('capture');
      await wait(200);
      expect(check.shadowRoot!.querySelector('cid-scanner')!.shadowRoot!.querySelector('video')).to.equal(
        null,
      );
      button(check, 'Включить камеру').click();
      await until('read', () => state() === 'working' || state() === 'face', 15_000);
      await arrive('face');
      const video = check.shadowRoot!.querySelector('cid-scanner')!.shadowRoot!.querySelector('video');
      expect(video?.srcObject ?? null).to.equal(null);
      await act(here!.check, '1');
      await arrive('result');
      press('F8');
      await arrive('capture');
      press('Escape');
      expect(done[0]).to.deep.equal({ result: 'training' });
    } finally {
      stop();
    }
  });
});

describe('Goskan', () => {
  it("is the default: steps, attestation, face, without a scanner and without a verifier's name", async () => {
    const { check, done } = open({ 'attorney-until': '2999-01-01' });
    await arrive('choice');
    press('F8');
    await arrive('working');
    await until('the steps', () => seen(check).includes('Отсканируйте Цифровой ID'));
    expect(check.shadowRoot!.querySelector('cid-scanner')).to.equal(null);
    await act(here!.check, '1');
    await arrive('face');
    await act(here!.check, '1');
    await arrive('result');
    await until('who', () => seen(check).includes('Проверил сотрудник через Госкан'));
    expect(seen(check)).to.contain('п. 4.3 Положения');
    expect(() => button(check, 'Не подтверждён')).to.throw();
    button(check, 'Исправить отметку').click();
    await arrive('working');
    await until('the question', () => seen(check).includes('Что показал Госкан?'));
    await act(here!.check, '2');
    await until('not confirmed', () => seen(check).includes('Госкан не подтвердил статус'));
    expect(seen(check)).to.contain('Школьников сервис обычно не подтверждает');
    button(check, 'Отложить').click();
    await arrive('choice');
    expect(done).to.deep.equal([{ result: 'cancelled' }]);
  });

  it('keeps its step while the page is hidden', async () => {
    open({ 'attorney-until': '2999-01-01' });
    await arrive('choice');
    press('F8');
    await arrive('working');
    window.dispatchEvent(new Event('pagehide'));
    await wait(50);
    expect(state()).to.equal('working');
  });

  it('is replaced by paper after the end of the power of attorney', async () => {
    const { check } = open({ 'attorney-until': '2020-01-01' });
    await until('message', () => seen(check).includes('Срок доверенности (МЧД) истёк'));
    expect(() => button(check, 'Цифровой ID')).to.throw();
    press('F9');
    await arrive('paper');
  });
});

describe('paper', () => {
  it('is one key away, takes no more keys than a digital check, and fires the same event', async () => {
    const { check, done } = open({ 'attorney-until': '2999-01-01' });
    await arrive('choice');
    press('F9');
    await arrive('paper');
    await until('documents', () => seen(check).includes('Студенческий билет'));
    await act(here!.check, '1');
    await arrive('result');
    button(check, 'Следующий посетитель').click();
    await arrive('choice');
    expect(done).to.deep.equal([{ result: 'accepted' }]);
  });

  it('fires not-accepted only when the clerk declines the document', async () => {
    const { done } = open({ 'attorney-until': '2999-01-01' });
    await arrive('choice');
    press('F9');
    await arrive('paper');
    await wait(300);
    await act(here!.check, '2');
    await arrive('result');
    await wait(300);
    await act(here!.check, '1');
    await arrive('choice');
    expect(done).to.deep.equal([{ result: 'not-accepted' }]);
  });
});

describe('faults are shown, and paper stays available', () => {
  it('is unusable with a gateway that no act permits', async () => {
    const { check } = open({ verifier: 'gateway', gateway: '/' });
    await arrive('unusable');
    await until('message', () =>
      seen(check).includes('не назван местный акт, который разрешает проверку через шлюз'),
    );
    press('F9');
    await arrive('paper');
  });

  it('uses a permitted gateway, and marks a training answer as training', async () => {
    const { check, done } = open(
      { verifier: 'gateway', gateway: '/' },
      { ways: ['goskan', 'gateway'], gatewayAct: ACT },
    );
    await arrive('choice');
    expect(seen(check)).not.to.contain('Тренировка');
    await scan('right');
    await arrive('face');
    expect(seen(check)).to.contain('Тренировка');
    await act(here!.check, '1');
    await arrive('result');
    await wait(300);
    await act(here!.check, '1');
    await arrive('choice');
    expect(done).to.deep.equal([{ result: 'training' }]);
  });

  it('shows an invalid configuration', async () => {
    const { check } = open({}, { ways: ['magic'] });
    await arrive('unusable');
    await until('message', () => seen(check).includes('Настройки учреждения не читаются'));
  });

  it('shows unavailable and a next step for an unreachable gateway', async () => {
    const { check } = open({ verifier: 'training', gateway: 'http://127.0.0.1:9/' });
    await scan('right');
    await arrive('result');
    await until('unavailable', () => seen(check).includes('Сервис не отвечает'));
  });

  it('English has every reason', async () => {
    const { en } = await import('@cid-elements/elements/locales/en');
    const { ru: russian } = await import('@cid-elements/elements/locales/ru');
    for (const reason of REASONS) {
      for (const texts of [en, russian]) {
        expect(texts.outcome.title[reason], reason).to.be.a('string').and.not.equal('');
        expect(texts.outcome.advice[reason], reason).to.be.a('string').and.not.equal('');
      }
    }
  });
});
