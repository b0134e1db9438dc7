import { booleanAttribute } from '../internal/boolean-attribute.js';
import { CheckElement } from './check-element.js';
import { DEFAULT_RESULT_SECONDS } from './check-session.js';
import type { EntryPoint } from './start.js';

/** An element that can ask a gateway and shows the result for a limited time. */
export abstract class VerifyingElement extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    gateway: {},
    workstation: {},
    callerKey: { attribute: false },
    resultSeconds: { type: Number, attribute: 'result-seconds' },
    discreet: booleanAttribute('discreet'),
  };

  /** Base address of the gateway. */
  declare gateway: string | undefined;
  /** A name for this desk, up to 64 characters; never a person's. */
  declare workstation: string | undefined;
  /**
   * A caller key of the gateway, if the page itself must have one. Only a property, because others can read
   * markup.
   */
  declare callerKey: string | undefined;
  /** How long a result is shown, s: 5 to 120, default 30. */
  declare resultSeconds: number;
  /** For screens visible to the queue: shows a neutral result, and details on request. */
  declare discreet: boolean;

  constructor(start: EntryPoint) {
    super(start);
    this.resultSeconds = DEFAULT_RESULT_SECONDS;
    this.discreet = false;
  }
}
