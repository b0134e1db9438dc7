/** A number with its noun, singular for one and plural otherwise. */
export const count = (n: number, one: string, other: string): string =>
  `${new Intl.NumberFormat('en').format(n)} ${n === 1 ? one : other}`;
