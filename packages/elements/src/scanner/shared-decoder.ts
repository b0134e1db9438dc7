import { createDecoder, type Decoder } from '@cid-elements/scanning';

/** One decoder for all sources of a scanner. Created on first use, and again after it has failed. */
export class SharedDecoder {
  #decoder: Promise<Decoder> | undefined;

  readonly get = async (): Promise<Decoder> => {
    if ((await this.#decoder?.catch(() => undefined))?.dead) this.#decoder = undefined;
    this.#decoder ??= createDecoder().catch((error: unknown) => {
      this.#decoder = undefined;
      throw error;
    });
    return this.#decoder;
  };

  dispose(): void {
    void this.#decoder?.then(
      (decoder) => decoder.close(),
      () => {},
    );
    this.#decoder = undefined;
  }
}
