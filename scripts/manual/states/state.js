// What a state of the manual is.

/**
 * How an element comes to a state: what it gets, then acts in their order, each as `phase:act`.
 * @typedef {object} State
 * @property {string} name
 * @property {string} phase what `state` reads then
 * @property {string} ru
 * @property {string} en
 * @property {Record<string, string>} [attributes]
 * @property {object} [config]
 * @property {readonly string[]} [acts]
 * @property {string} [camera] the camera that the page pretends to have
 * @property {string} [port] the scanner on a port that the page pretends to have
 * @property {string} [max] what MAX's reader answers
 * @property {string} [file] the file that is chosen
 * @property {boolean} [noise] canvas data are falsified
 * @property {boolean} [hurry] nothing waits
 * @property {boolean} [slow] takes seconds
 */

/** @typedef {Omit<State, 'name' | 'phase' | 'ru' | 'en'>} How */

/** @param {string} name @param {string} phase @param {string} ru @param {string} en @param {How} [how] @returns {State} */
export const state = (name, phase, ru, en, how = {}) => ({ name, phase, ru, en, ...how });
