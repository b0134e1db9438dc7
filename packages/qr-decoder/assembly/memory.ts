/**
 * Memory without an allocator: buffers of fixed size are static, those that depend on the picture are in one
 * arena that is reset for each picture. The buffer classes are typed views of raw addresses; they compile to
 * plain loads.
 */

let top: usize = 0;

/** Frees everything in the arena. */
export function resetArena(): void {
  top = (__heap_base + 63) & ~63;
}

/** Allocates `bytes`, 16-byte aligned, readable one vector past the end. Traps if memory cannot grow. */
export function allocate(bytes: usize): usize {
  const address = top;
  top = (top + bytes + 79) & ~15;
  const available = (<usize>memory.size()) << 16;
  if (top > available) {
    const pages = <i32>((top - available + 65535) >> 16);
    if (memory.grow(pages) < 0) unreachable();
  }
  return address;
}

/** Address of the next allocation; `rewindArena` frees everything after it. */
export function arenaPosition(): usize {
  return top;
}
export function rewindArena(position: usize): void {
  top = position;
}

@unmanaged
export class F32Buffer {
  @inline
  @operator('[]')
  get(i: i32): f32 {
    return load<f32>(changetype<usize>(this) + ((<usize>i) << 2));
  }
  @inline
  @operator('[]=')
  set(i: i32, value: f32): void {
    store<f32>(changetype<usize>(this) + ((<usize>i) << 2), value);
  }
}

@unmanaged
export class F64Buffer {
  @inline
  @operator('[]')
  get(i: i32): f64 {
    return load<f64>(changetype<usize>(this) + ((<usize>i) << 3));
  }
  @inline
  @operator('[]=')
  set(i: i32, value: f64): void {
    store<f64>(changetype<usize>(this) + ((<usize>i) << 3), value);
  }
}

@unmanaged
export class I32Buffer {
  @inline
  @operator('[]')
  get(i: i32): i32 {
    return load<i32>(changetype<usize>(this) + ((<usize>i) << 2));
  }
  @inline
  @operator('[]=')
  set(i: i32, value: i32): void {
    store<i32>(changetype<usize>(this) + ((<usize>i) << 2), value);
  }
}

@unmanaged
export class U8Buffer {
  @inline
  @operator('[]')
  get(i: i32): u8 {
    return load<u8>(changetype<usize>(this) + <usize>i);
  }
  @inline
  @operator('[]=')
  set(i: i32, value: u8): void {
    store<u8>(changetype<usize>(this) + <usize>i, value);
  }
}

@unmanaged
export class U16Buffer {
  @inline
  @operator('[]')
  get(i: i32): u16 {
    return load<u16>(changetype<usize>(this) + ((<usize>i) << 1));
  }
  @inline
  @operator('[]=')
  set(i: i32, value: u16): void {
    store<u16>(changetype<usize>(this) + ((<usize>i) << 1), value);
  }
}
