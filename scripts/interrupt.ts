const cleanUps: (() => Promise<void>)[] = []
let interrupted = false

/**
 * Has `cleanUp` run when this script is told to stop: Ctrl-C, SIGTERM, a closed terminal, or the bootstrap that started
 * it is gone. Signals may come more than once (from the terminal and from npm); the first counts, the others do no harm.
 */
export function onInterrupt(cleanUp: () => Promise<void>): void {
  cleanUps.push(cleanUp)
  if (cleanUps.length > 1) return
  const interrupt = () => {
    if (interrupted) return
    interrupted = true
    void Promise.allSettled(cleanUps.map((clean) => clean())).finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, interrupt)
}
