/** A module that is loaded on first use, with its load state. */
export class LazyPart<T> {
  readonly #import: () => Promise<T>;
  #loading: Promise<T | undefined> | undefined;
  /** The module, once it is loaded. */
  value: T | undefined;
  /** Whether the last attempt to load it failed. */
  failed = false;

  constructor(load: () => Promise<T>) {
    this.#import = load;
  }

  /** Loads the module, again after a failure. Never rejects. */
  load(): Promise<T | undefined> {
    this.#loading ??= this.#import().then(
      (value) => {
        this.value = value;
        this.failed = false;
        return value;
      },
      () => {
        this.failed = true;
        this.#loading = undefined;
        return undefined;
      },
    );
    return this.#loading;
  }
}
