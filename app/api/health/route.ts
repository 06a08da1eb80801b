import { sql } from 'drizzle-orm'
import { connection } from 'next/server'
import { getLog } from '@/core/platform/log'
import { getDatabase } from '@/db/client'
import packageFile from '@/package.json'

const patienceMs = 2_000

/** For load balancers and monitors: 200 while this process can reach its database, 503 while it cannot. */
export async function GET(): Promise<Response> {
  await connection()
  const ok = await databaseAnswers()
  return Response.json(ok ? { ok, version: packageFile.version } : { ok }, {
    status: ok ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}

async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs)
  })
  try {
    await Promise.race([getDatabase().db.execute(sql`select 1`), tooLate])
    return true
  } catch (error) {
    getLog('health').warn({ err: error }, 'database does not answer')
    return false
  } finally {
    clearTimeout(timer)
  }
}
