import './define.js';
import { expect } from 'chai';
import { type CheckStarter, createStarter } from './check-starter.js';
import type { CidCheck } from './cid-check.js';

describe('createStarter', () => {
  let element: CidCheck;
  let starter: CheckStarter;
  let calls: string[];
  beforeEach(async () => {
    element = document.createElement('cid-check') as CidCheck;
    element.verifier = 'training';
    element.sources = 'image';
    document.body.append(element);
    await element.updateComplete;
    calls = [];
    const focus = { engage: () => calls.push('engage'), focusScreen: () => calls.push('focusScreen') };
    starter = createStarter(element, focus, () => calls.push('restart'));
  });
  afterEach(() => element.remove());

  const takeCalls = () => calls.splice(0);
  const state = () => element.check.session.state;

  it('startCheck begins a capture, and restarts a running one', () => {
    starter.startCheck();
    expect(state()).to.equal('capture');
    expect(takeCalls()).to.deep.equal(['engage']);
    starter.startCheck();
    expect(state()).to.equal('capture');
    expect(takeCalls()).to.deep.equal(['engage', 'restart']);
  });

  it('startCheck clears a result and begins the next check', () => {
    const { session } = element.check;
    session.send('paper');
    session.send('paper-accept');
    starter.startCheck();
    expect(state()).to.equal('capture');
    expect(takeCalls(), 'the focus is taken again after clearing the result restored it').to.deep.equal([
      'engage',
      'engage',
    ]);
  });

  it('startPaper shows the paper document, and focuses it if it is already shown', () => {
    starter.startPaper();
    expect(state()).to.equal('paper');
    expect(takeCalls()).to.deep.equal(['engage']);
    starter.startPaper();
    expect(takeCalls()).to.deep.equal(['engage', 'focusScreen']);
  });

  it('begins no check while a modal dialog of the page is open', () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    try {
      starter.startCheck();
      starter.startPaper();
      expect(starter.isBlocked()).to.equal(true);
    } finally {
      dialog.remove();
    }
    expect(state()).to.equal('choice');
    expect(takeCalls()).to.deep.equal([]);
  });
});
