// Memory by hand: what has a fixed size is static, what depends on the picture is laid out anew for each picture.

let top: usize = 0;

/** Forgets every picture-sized buffer. */
export function release(): void {
  top = (__heap_base + 63) & ~63;
}

/** `bytes` of memory, aligned, with room to read a vector past the end. Traps when there is none. */
export function reserve(bytes: usize): usize {
  const at = top;
  top = (top + bytes + 79) & ~15;
  const have = (<usize>memory.size()) << 16;
  if (top > have) {
    const pages = <i32>((top - have + 65535) >> 16);
    if (memory.grow(pages) < 0) unreachable();
  }
  return at;
}

/** Where the next buffer would be; `rewind` gives back everything after it. */
export function here(): usize {
  return top;
}
export function rewind(to: usize): void {
  top = to;
}
