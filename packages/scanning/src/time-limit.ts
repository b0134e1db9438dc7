/** Time limit for promises of the browser, some of which never settle. */

export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * Settles as the promise does, or rejects with {@link TimeLimitError} after `ms`. The caller handles a late
 * result.
 */
export function withTimeLimit<T>(promise: PromiseLike<T>, ms: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError()), ms);
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
