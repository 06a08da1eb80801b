import process from 'node:process'

/**
 * Ends this process well: at SIGTERM or SIGINT, or when the supervisor that started it is gone (the IPC channel
 * closes). `finish` gets `limitMs` to complete what is running; the process ends either way.
 */
export function endWell(finish: () => Promise<void>, limitMs: number): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(0), limitMs).unref()
    finish().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  if (process.connected) process.on('disconnect', end)
}

/** Tells the supervisor, if there is one, that this process does its work now. */
export function sayReady(): void {
  process.send?.({ ready: true })
}
