type Waiting<I, O> = { input: I; resolve: (output: O) => void; reject: (error: unknown) => void }

export type Batcher<I, O> = (input: I) => Promise<O>

/**
 * Lets what arrives at the same time leave together: while `inFlight` batches are under way, the next one gathers. One
 * that comes alone goes alone and at once. An answer comes only after its batch is done.
 * @param run answers every input in its place; when it throws, all of the batch fail with that
 */
export function makeBatcher<I, O>(
  run: (inputs: I[]) => Promise<O[]>,
  { most, inFlight }: { most: number; inFlight: number },
): Batcher<I, O> {
  const queue: Waiting<I, O>[] = []
  let under = 0

  async function leave(): Promise<void> {
    const batch = queue.splice(0, most)
    try {
      const outputs = await run(batch.map(({ input }) => input))
      for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as O)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  function start(): void {
    while (under < inFlight && queue.length > 0) {
      under += 1
      void leave().then(() => {
        under -= 1
        start()
      })
    }
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject })
      // Whatever else this turn of the loop brings comes along.
      setImmediate(start)
    })
}
