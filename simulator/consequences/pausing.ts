const hourMs = 3_600_000

/** What low quality leads to the first, second and third time. */
export function pauseOf(
  pausesBefore: number,
):
  | { status: 'PAUSED'; title: 'FIRST_PAUSE' | 'SECOND_PAUSE'; forMs: number }
  | { status: 'DISABLED'; title: 'DISABLED' } {
  if (pausesBefore === 0) return { status: 'PAUSED', title: 'FIRST_PAUSE', forMs: 3 * hourMs }
  if (pausesBefore === 1) return { status: 'PAUSED', title: 'SECOND_PAUSE', forMs: 6 * hourMs }
  return { status: 'DISABLED', title: 'DISABLED' }
}
