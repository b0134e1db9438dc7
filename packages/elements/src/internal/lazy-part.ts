/** A part of the program that is loaded on first use. Each part has its own load state. */
export class LazyPart<T> {
  readonly #import: () => Promise<T>;
  #loading: Promise<T | undefined> | undefined;
  /** The part, once it is loaded. */
  value: T | undefined;
  /** Whether the last attempt to load the part failed. */
  failed = false;

  constructor(load: () => Promise<T>) {
    this.#import = load;
  }

  /** Loads the part, or tries again where that failed before. Never rejects. */
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
