import process from 'node:process'

/**
 * Ends this process well: at SIGTERM or SIGINT, or when the supervisor that started it is gone (the IPC channel
 * closes). `finish` gets `limitMs` to complete what is running; the process ends either way.
 */
export function endWell(finish: () => Promise<void>, limitMs: number): void {
  let ending = false
  const end = (exit: (code: number) => void) => {
    if (ending) return
    ending = true
    // A hook that runs at exit may hang as well, so the last word is not process.exit.
    setTimeout(killSelf, limitMs).unref()
    finish().then(
      () => exit(0),
      (error: unknown) => {
        console.error(error)
        exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(process.exit))
  // Nobody reads our output any more, and pino's hook tries forever to write the rest of it into the closed pipe.
  if (process.connected) process.on('disconnect', () => end(killSelf))
}

function killSelf(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Tells the supervisor, if there is one, that this process does its work now. */
export function sayReady(): void {
  process.send?.({ ready: true })
}
