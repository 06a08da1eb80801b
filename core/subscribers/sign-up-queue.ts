import type { Database } from '@/db/client'
import { type Batcher, makeBatcher } from '../platform/batcher'
import { getLog } from '../platform/log'
import { openBrandForSystem } from '../staff/gate'
import { type RecordedSignUp, recordSignUp, recordSignUps } from './record-sign-up'
import type { SignUpInput } from './schema'

type Asked = { input: SignUpInput; now: Date }
type Answer = RecordedSignUp | { error: unknown }

const held = new WeakMap<Database, Map<string, Batcher<Asked, Answer>>>()

function batcherFor(database: Database, brandId: string): Batcher<Asked, Answer> {
  const brands = held.get(database) ?? new Map<string, Batcher<Asked, Answer>>()
  held.set(database, brands)
  const known = brands.get(brandId)
  if (known) return known
  const made = makeBatcher((asked: Asked[]) => recordAll(database, brandId, asked), { most: 64, inFlight: 2 })
  brands.set(brandId, made)
  return made
}

/**
 * Records a tick on a landing page, as `recordSignUp` does. Those that come at the same moment are written in one
 * transaction, and each is answered when that is committed: a rush costs a few round trips, not some twenty a person.
 */
export async function takeSignUp(
  database: Database,
  brandId: string,
  now: Date,
  input: SignUpInput,
): Promise<RecordedSignUp> {
  const answer = await batcherFor(database, brandId)({ input, now })
  if ('error' in answer) throw answer.error
  return answer
}

async function recordAll(database: Database, brandId: string, asked: Asked[]): Promise<Answer[]> {
  const actor = { type: 'visitor' } as const
  const ctx = await openBrandForSystem({ db: database.db, actor, now: new Date() }, brandId)
  try {
    return await recordSignUps(ctx, asked)
  } catch (error) {
    // One form may be what the database refuses; alone, it fails alone.
    getLog('sign-up').warn(
      { err: error, brandId, count: asked.length },
      'A batch was refused; each goes alone',
    )
  }
  const answers: Answer[] = []
  for (const { input, now } of asked) {
    answers.push(await recordSignUp({ ...ctx, now }, input).catch((error: unknown) => ({ error })))
  }
  return answers
}
