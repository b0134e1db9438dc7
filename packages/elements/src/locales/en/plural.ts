/** A number with its noun: the other form for everything but one. */
export const count = (n: number, one: string, other: string): string =>
  `${new Intl.NumberFormat('en').format(n)} ${n === 1 ? one : other}`;
