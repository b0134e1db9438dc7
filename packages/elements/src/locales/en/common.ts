/** English texts that every element needs. */
import type { Texts } from '../registry.js';
import { benefits } from './benefits.js';

export const common: Pick<Texts, 'dir' | 'benefit' | 'training' | 'check' | 'unusable'> = {
  dir: 'ltr',

  benefit: benefits,

  training: {
    word: 'Training',
    note: 'A practice check. It confirms nothing.',
  },

  check: {
    title: 'Benefit check',
    which: 'Which benefit does the visitor prove?',
    how: 'The visitor chooses the way',
    digital: 'Digital ID',
    paper: 'Paper document',
    leave: 'Cancel',
    next: 'Next visitor',
    correct: 'Correct my mark',
    done: 'The check is over',
    loading: 'Loading the settings…',
    help: 'Help',
    clause: (number) => `clause ${number} of the Regulation`,
  },

  unusable: {
    title: 'Digital ID cannot be checked here yet',
    paper: 'Accept the paper document.',
    broken: 'Something went wrong. Start the check again.',
    notLoaded: 'A part of the program did not load. Accept the paper document.',
  },
};
