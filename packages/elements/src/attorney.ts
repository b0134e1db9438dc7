import { type AttorneyState, attorneyState, type Config } from '@cid-elements/core';

/** The state of a power of attorney today, in the institution's time zone. */
export function attorneyToday(until: string | undefined, config: Config): AttorneyState {
  // Swedish writes dates as yyyy-mm-dd.
  const today = new Intl.DateTimeFormat('sv', { timeZone: config.institution.timeZone }).format(new Date());
  return attorneyState(until, today);
}
