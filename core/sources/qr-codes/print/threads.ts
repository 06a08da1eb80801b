import { Worker } from 'node:worker_threads'
import type { ThreadResult, ThreadTask, ThreadWord } from './tasks'

/** What a thread could not do. `name` is that of the error there. */
export class ThreadFailure extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

type Hear = { onCodes?: (codes: number) => void; onBytes?: (bytes: Uint8Array) => void }

export type Thread = {
  run: <K extends ThreadTask['kind']>(task: ThreadTask & { kind: K }, hear?: Hear) => Promise<ThreadResult[K]>
  close: () => Promise<void>
}

/** Opens a thread that draws and reads back, one task at a time. */
export function openThread(): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
  return {
    run: (task, { onCodes, onBytes } = {}) =>
      new Promise((resolve, reject) => {
        const hear = (word: ThreadWord) => {
          if (word.kind === 'progress') return onCodes?.(word.codes)
          if (word.kind === 'bytes') return onBytes?.(word.bytes)
          worker.off('message', hear)
          worker.off('error', reject)
          worker.off('exit', gone)
          if (word.kind === 'failed') reject(new ThreadFailure(word.name, word.message))
          else resolve(word.result as never)
        }
        const gone = () => reject(new ThreadFailure('ThreadGone', 'the thread ended before it was done'))
        worker.on('message', hear)
        worker.once('error', reject)
        worker.once('exit', gone)
        worker.postMessage(task)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
