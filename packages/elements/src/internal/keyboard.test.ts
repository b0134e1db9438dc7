import { wait } from '@cid-elements/scanning/testing/wait';
import { expect } from 'chai';
import { containKeyPresses, isFunctionKey, onFunctionKeys, onManualKeys } from './keyboard.js';

describe('digit keys', () => {
  let box: HTMLDivElement;
  let pressed: string[];
  let clicks: number;
  let stop: () => void;

  beforeEach(() => {
    box = document.createElement('div');
    const button = document.createElement('button');
    clicks = 0;
    button.addEventListener('click', () => {
      clicks += 1;
    });
    box.append(button);
    document.body.append(box);
    pressed = [];
    stop = onManualKeys(box, {
      onDigit: (digit) => pressed.push(digit),
      onEscape: () => pressed.push('Escape') > 0,
    });
  });
  afterEach(() => {
    stop();
    box.remove();
  });

  const key = (name: string, more: KeyboardEventInit = {}) => {
    const code = /^\d$/.test(name) ? `Digit${name}` : name;
    const event = new KeyboardEvent('keydown', { key: name, code, bubbles: true, cancelable: true, ...more });
    box.querySelector('button')!.dispatchEvent(event);
    return event;
  };

  it('handles a digit key after a pause', async () => {
    key('2');
    expect(pressed).to.deep.equal([]);
    await wait(250);
    expect(pressed).to.deep.equal(['2']);
  });

  it('ignores digits typed at scanner speed and the Enter after them', async () => {
    // In one task, so that a slow machine cannot widen the gaps.
    for (const digit of '9785170982547') key(digit);
    const enter = key('Enter');
    await wait(400);
    expect(pressed).to.deep.equal([]);
    expect(enter.defaultPrevented).to.equal(true);
    expect(clicks).to.equal(0);
  });

  it('does not suppress Enter on the focused button', async () => {
    await wait(200);
    expect(key('Enter').defaultPrevented).to.equal(false);
  });

  it('handles a held digit once, and ignores it with Ctrl', async () => {
    key('1');
    key('1', { repeat: true });
    await wait(250);
    key('3', { ctrlKey: true });
    await wait(250);
    expect(pressed.filter((digit) => digit === '3')).to.deep.equal([]);
    expect(pressed.length).to.be.at.most(1);
  });

  it('reports Escape', () => {
    key('Escape');
    expect(pressed).to.deep.equal(['Escape']);
  });
});

describe('page-wide keys', () => {
  it('accepts function keys only', () => {
    for (const name of ['F1', 'F8', 'F24']) expect(isFunctionKey(name), name).to.equal(true);
    for (const name of ['a', 'F', 'F0', 'F25', 'F8x', 'Enter', ''])
      expect(isFunctionKey(name), name).to.equal(false);
  });

  it('are handled by the first listener that takes them, and never with a modifier', () => {
    const taken: string[] = [];
    const stops = ['first', 'second'].map((who) => onFunctionKeys(window, () => taken.push(who) > 0));
    const send = (init: KeyboardEventInit) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    send({ key: 'F8' });
    send({ key: 'F8', ctrlKey: true });
    send({ key: 'q', altKey: true });
    for (const stop of stops) stop();
    send({ key: 'F8' });
    expect(taken).to.deep.equal(['first']);
  });
});

describe('a key press that starts inside the element', () => {
  it('does not reach the page when focus moves back before keyup', () => {
    const box = document.createElement('div');
    const field = document.createElement('input');
    document.body.append(box, field);
    const heard: string[] = [];
    for (const type of ['keydown', 'keypress', 'keyup']) field.addEventListener(type, () => heard.push(type));
    const stop = containKeyPresses(window, box);
    const key = (target: HTMLElement, type: string, repeat = false) =>
      target.dispatchEvent(
        new KeyboardEvent(type, {
          key: 'Enter',
          code: 'Enter',
          bubbles: true,
          cancelable: true,
          composed: true,
          repeat,
        }),
      );
    key(box, 'keydown');
    key(field, 'keypress');
    key(field, 'keydown', true);
    key(field, 'keypress');
    key(field, 'keyup');
    expect(heard).to.deep.equal([]);
    key(field, 'keydown');
    key(field, 'keyup');
    expect(heard).to.deep.equal(['keydown', 'keyup']);
    stop();
    box.remove();
    field.remove();
  });
});
