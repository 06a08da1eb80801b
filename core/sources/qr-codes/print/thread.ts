import { parentPort } from 'node:worker_threads'
import { readSheets } from '../read-back/sheets'
import { drawSheets } from './sheet'
import type { ThreadResult, ThreadTask, ThreadWord } from './tasks'
import { writeZip } from './zip'

// A thread that draws and reads back: seconds of work that would otherwise keep the dispatcher of the same process waiting.

const say = (word: ThreadWord) => parentPort?.postMessage(word)

async function work(task: ThreadTask): Promise<ThreadResult[keyof ThreadResult]> {
  let drawn = 0
  switch (task.kind) {
    case 'draw':
      return drawSheets(task.job, (codes) => {
        say({ kind: 'progress', codes: codes - drawn })
        drawn = codes
      })
    case 'read':
      return {
        unread: await readSheets(task.pdf, task.expected, (codes) => say({ kind: 'progress', codes })),
      }
    case 'zip':
      return writeZip(task.job, {
        onBytes: (bytes) => say({ kind: 'bytes', bytes }),
        onCode: () => say({ kind: 'progress', codes: 1 }),
      })
  }
}

parentPort?.on('message', (task: ThreadTask) => {
  work(task).then(
    (result) => say({ kind: 'result', result }),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      say({ kind: 'failed', name, message })
    },
  )
})
