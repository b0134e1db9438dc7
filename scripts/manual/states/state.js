// Definition of a state of the manual.

/**
 * A state and how to reach it: setup of the element, then acts in order, each as `phase:act`.
 * @typedef {object} State
 * @property {string} name
 * @property {string} phase value of the attribute `state`
 * @property {string} ru
 * @property {string} en
 * @property {Record<string, string>} [attributes]
 * @property {object} [config]
 * @property {readonly string[]} [acts]
 * @property {string} [camera] kind of fake camera
 * @property {string} [port] kind of fake port scanner
 * @property {string} [max] answer of MAX's code reader
 * @property {string} [file] the file to choose
 * @property {boolean} [noise] falsify canvas data
 * @property {boolean} [hurry] shorten all timers
 * @property {boolean} [slow] takes seconds
 */

/** @typedef {Omit<State, 'name' | 'phase' | 'ru' | 'en'>} How */

/**
 * @param {string} name
 * @param {string} phase
 * @param {string} ru
 * @param {string} en
 * @param {How} [how]
 * @returns {State}
 */
export const state = (name, phase, ru, en, how = {}) => ({ name, phase, ru, en, ...how });
