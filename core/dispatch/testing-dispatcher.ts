import { openDatabase } from '@/db/client'
import { runDispatcher } from './loop'

/** A dispatcher in a process of its own, for tests that kill it. */
const url = process.env.DATABASE_URL
if (!url) throw new Error('DATABASE_URL is not set')
const { db, sql, close } = openDatabase(url, { max: 4, applicationName: 'vinkje-test-dispatcher' })
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.stdout.write('dispatcher ready\n')
await runDispatcher({ db, sql, signal: stop.signal, restMs: 50, batch: 12, perSecond: 60 })
await close()
