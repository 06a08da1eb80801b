import { randomFillSync } from 'node:crypto'

/** A call for random bytes costs more than the bytes: they are drawn for some hundred uses at once, and each used once. */
const pool = Buffer.alloc(8192)
let used = pool.length

/** Bytes from the operating system's generator that nobody else gets. */
export function freshBytes(count: number): Buffer {
  if (count > pool.length) return randomFillSync(Buffer.alloc(count))
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  // What was given out is nowhere else any more.
  pool.fill(0, used, used + count)
  used += count
  return bytes
}
