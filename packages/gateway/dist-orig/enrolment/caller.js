/** Who asks, as the gateway knows it: from a caller key, an enrolment or an authenticating proxy, never from the body. */
/** A name in files and on the command line: no spaces, letters of any script. */
export const CALLER_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,63})$/u;
//# sourceMappingURL=caller.js.map