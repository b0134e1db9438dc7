/** Browsers make promises that never settle: every wait on one has a limit. */

export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** The promise, or a rejection with {@link TimeLimitError} after `ms`. What comes later is for the caller to handle. */
export function withTimeLimit<T>(promise: PromiseLike<T>, ms: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError()), ms);
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
