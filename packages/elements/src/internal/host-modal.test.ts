/** A check while a modal dialog of the page is open, and the page's scroll position after a check. */
import { wait } from '@cid-elements/scanning/testing/wait';
import '../all.js';
import { expect } from 'chai';
import type { CidCheck } from '../check/cid-check.js';

const F8 = { key: 'F8', code: 'F8', bubbles: true, composed: true, cancelable: true };
const REFUSAL = 'Закройте открытое окно страницы';

async function openCheck(parent: Element = document.body): Promise<CidCheck> {
  const check = document.createElement('cid-check');
  if (!(check instanceof HTMLElement)) throw new Error('not defined');
  check.setAttribute('sources', 'wedge');
  check.setAttribute('lang', 'ru');
  parent.append(check);
  await (check as CidCheck).updateComplete;
  return check as CidCheck;
}

async function pressF8(check: CidCheck): Promise<string | null> {
  document.body.dispatchEvent(new KeyboardEvent('keydown', F8));
  await check.updateComplete;
  return check.getAttribute('state');
}

function parse(html: string): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  const element = template.content.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error('no element');
  document.body.append(element);
  return element;
}

const OPEN: Record<string, () => HTMLElement> = {
  'Bootstrap 5': () => parse('<div class="modal show" style="display: block"><input /></div>'),
  'Bootstrap 3': () => parse('<div class="modal fade in" style="display: block"><input /></div>'),
  ARIA: () => parse('<section aria-modal="true"><input /></section>'),
  'HTML dialog': () => {
    const dialog = parse('<dialog><input /></dialog>') as HTMLDialogElement;
    dialog.showModal();
    return dialog;
  },
};

const CLOSED: Record<string, () => HTMLElement> = {
  'hidden Bootstrap modal': () => parse('<div class="modal fade" style="display: none"></div>'),
  'modal that is shown by class but not rendered': () =>
    parse('<div class="modal show" style="display: none">x</div>'),
  'invisible ARIA modal': () => parse('<div aria-modal="true" style="visibility: hidden">x</div>'),
  'dialog that is not modal': () => parse('<dialog open>x</dialog>'),
};

describe('starting a check while the host shows a modal dialog', () => {
  for (const [name, open] of Object.entries(OPEN)) {
    it(`is refused outside of the dialog, with a notice inside it: ${name}`, async () => {
      const check = await openCheck();
      const modal = open();
      const field = modal.querySelector('input');
      field?.focus();
      expect(await pressF8(check)).to.equal('choice');
      expect(document.activeElement).to.equal(field);
      for (let i = 0; i < 100 && !modal.querySelector('[role="alert"]'); i++) await wait(20);
      const lines = modal.querySelectorAll('[role="alert"]');
      expect(lines.length).to.equal(1);
      expect(lines[0]?.textContent).to.contain(REFUSAL);
      check.startPaper();
      expect(check.getAttribute('state')).to.equal('choice');
      expect(modal.querySelectorAll('[role="alert"]').length).to.equal(1);
      modal.remove();
      expect(await pressF8(check)).to.equal('working');
      check.remove();
    });

    it(`works inside the dialog: ${name}`, async () => {
      const modal = open();
      const check = await openCheck(modal);
      expect(await pressF8(check)).to.equal('working');
      modal.remove();
    });
  }

  for (const [name, make] of Object.entries(CLOSED)) {
    it(`is not blocked by a ${name}`, async () => {
      const check = await openCheck();
      const element = make();
      expect(await pressF8(check)).to.equal('working');
      element.remove();
      check.remove();
    });
  }
});

describe('the scroll position of the page', () => {
  it('is restored when focus returns to a field out of view', async () => {
    const tall = parse('<div style="block-size: 4000px"><input /></div>');
    const field = tall.querySelector('input');
    const check = await openCheck();
    field?.focus();
    await pressF8(check);
    window.scrollTo({ top: 3000, behavior: 'instant' });
    check.shadowRoot?.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...F8, key: 'Escape' }));
    await check.updateComplete;
    expect(document.activeElement).to.equal(field);
    expect(window.scrollY).to.equal(0);
    tall.remove();
    check.remove();
  });
});
