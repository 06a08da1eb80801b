import { Logger, run } from 'graphile-worker'
import { runSealer } from '@/core/consent/seal-loop'
import { runDispatcher } from '@/core/dispatch/loop'
import { getLog } from '@/core/platform/log'
import { getDatabase } from '@/db/client'
import { endWell, sayReady } from '@/server/lifeline'
import { crontab, taskList } from './tasks'

// The worker process: jobs (graphile-worker), the dispatcher and the sealer. Any number of these may run.

const connectionString = process.env.DATABASE_URL
if (!connectionString) throw new Error('DATABASE_URL is not set: start with npm start, which sets it.')

const log = getLog('worker')
const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const runner = await run({
  connectionString,
  taskList,
  crontab,
  concurrency: 4,
  pollInterval: 1_000,
  noHandleSignals: true,
  gracefulShutdownAbortTimeout: 3_500,
  logger: new Logger((scope) => (level, message) => {
    // It writes errors out whole, and those of queries end in their parameters, which are about people.
    const words = message.split(/\s*params:/)[0] ?? ''
    log[levels[level]]({ task: scope.taskIdentifier, jobId: scope.jobId }, words)
  }),
})

// What a worker that was killed left lying is not kept waiting for the next minute.
await runner.addJob('watch-over-what-is-due', {}, { jobKey: 'watch-at-start' })

const database = getDatabase()
const stopping = new AbortController()
const dispatching = runDispatcher({ ...database, signal: stopping.signal })
const sealing = runSealer({ db: database.db, signal: stopping.signal })

sayReady()

endWell(async () => {
  stopping.abort()
  await Promise.all([runner.stop(), dispatching, sealing])
  await database.close()
}, 5_000)

// Any of them ending by itself is a failure: this process ends, and whoever started it starts it again.
await Promise.race([runner.promise, dispatching, sealing])
if (!stopping.signal.aborted) throw new Error('The worker stopped by itself.')
