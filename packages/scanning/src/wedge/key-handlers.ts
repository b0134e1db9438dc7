import { takeArmedKey } from './armed-keys.js';
import { idOf, isKeyEvent, isTerminator, swallow, writes } from './key-events.js';
import { takeLateKey } from './late-keys.js';
import { takeAltCharacter, takeText } from './text-handlers.js';
import { charOfCode } from './us-layout.js';
import type { ScanEvents, WedgeState } from './wedge-state.js';

/** Key listeners: for the armed wedge, for late keys after a scan, and for the passive guard. */
export function keyHandlers(state: WedgeState, events: ScanEvents) {
  const { buffer, clock } = state;
  /** Pressed keys, and whether their keydown was taken: keypress and keyup of one press are treated alike. */
  const down = new Map<string, boolean>();

  const isHeard = (event: Event): event is KeyboardEvent => isKeyEvent(event) && !state.ignores(event);

  /** Returns whether the key was taken. */
  const takeKey = (event: KeyboardEvent): boolean => {
    state.undo.remember(event.composedPath()[0]);
    const action = takeArmedKey(event, {
      scanning: buffer.running,
      altDigit: state.alt.keydown(event),
      own: state.isOwn(event),
      repeats: event.repeat && buffer.isRepeat(event.code, clock.timeOf(event)),
    });
    if (action === 'gesture') state.focus.gesture(clock.now());
    else if (action === 'escape') events.onEscape();
    else if (action === 'wait' && buffer.running) buffer.wait();
    else if (action === 'finish') events.onEnd(event);
    else if (action === 'char') {
      const us = charOfCode(event.code, event.shiftKey);
      const caps = event.getModifierState('CapsLock');
      events.onKey({ text: writes(event) ? event.key : '', us, caps }, event);
    }
    return action !== 'pass' && action !== 'gesture';
  };

  return {
    keydown(event: Event): void {
      if (!isHeard(event)) return;
      const id = idOf(event);
      if (!event.repeat || down.get(id) === false) down.delete(id);
      state.isTextTaken = false;
      // A wedge that was rearmed at once still receives the terminator of the previous scan.
      const isLate = state.isLate(event) && (!state.taking || isTerminator(event));
      const isTaken = isLate
        ? takeLateKey(event, clock.timeOf(event), buffer, state.alt)
        : state.taking
          ? takeKey(event)
          : state.activeGuard?.keydown(event);
      if (isTaken || state.taking) down.set(id, isTaken === true);
    },

    keypress(event: Event): void {
      if (!isHeard(event) || down.get(idOf(event)) === false) return;
      if (state.taking) {
        swallow(event);
        if (event.key === 'Enter') takeText(state, events, '\n', event);
        else if (writes(event)) takeText(state, events, event.key, event);
      } else if (state.isLate(event)) {
        swallow(event);
      } else if (writes(event)) {
        state.activeGuard?.char(event.key, event);
      }
    },

    keyup(event: Event): void {
      if (!isHeard(event)) return;
      const id = idOf(event);
      const wasTaken = down.get(id);
      down.delete(id);
      if (state.taking) {
        if (wasTaken === false) return;
        swallow(event);
        if (event.key === 'Alt') takeAltCharacter(state, events, event);
      } else if (wasTaken || state.isLate(event)) {
        swallow(event);
      }
      const { activeGuard } = state;
      activeGuard?.keyup(event);
      if (event.key === 'Alt' && activeGuard?.altReleased(event)) state.isTextTaken = state.taking;
    },
  };
}
