import { sql } from 'drizzle-orm'
import type { Context } from './context'

/** The jobs that the worker knows, with what each needs to be told. */
export type Jobs = {
  'apply-page-plan': { brandId: string; planId: string }
  'start-campaign': { brandId: string; campaignId: string }
  /** For the address of a number, or of a channel beside WhatsApp: one of the two. */
  'apply-webhooks': { brandId: string; accountId?: string | undefined; channel?: string | undefined }
  'sync-templates': { brandId: string }
  'refresh-roll-ups': { brandId: string }
  'refresh-activity': { brandId: string }
  'refresh-sources': { brandId: string }
  'run-bulk-action': { brandId: string; bulkActionId: string }
  /** All days anew: what a day is, or what counts as consent, has changed. */
  'rebuild-roll-ups': { brandId: string }
  'settle-judgments': { brandId: string }
  'lapse-consents': { brandId: string }
  'check-ledger': { brandId: string }
  'apply-retention': { brandId: string }
  /** Whose traces, sealed: a queue is no place for a number. */
  'erase-traces': { brandId: string; sealed: string }
  'send-invitation': { brandId: string; invitationId: string }
  'print-codes': { brandId: string; printId: string }
  'check-import': { brandId: string; importId: string }
  'run-import': { brandId: string; importId: string }
  'undo-import': { brandId: string; importId: string }
}

type JobOptions = {
  runAt?: Date
  /** A job with this key that still waits is replaced (`replace`) or left where it is (`preserve_run_at`). */
  key?: string
  keyMode?: 'replace' | 'preserve_run_at'
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/**
 * Adds a job in the transaction that causes it: if that rolls back, the job never was. (Graphile Worker's
 * `add_job` SQL function.)
 */
export async function addJob<N extends keyof Jobs>(
  ctx: Pick<Context, 'db'>,
  name: N,
  payload: Jobs[N],
  options: JobOptions = {},
): Promise<void> {
  await ctx.db.execute(sql`select graphile_worker.add_job(
    ${name}, ${JSON.stringify(payload)}::json,
    queue_name => ${options.queue ?? null},
    run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
    job_key => ${options.key ?? null},
    job_key_mode => ${options.keyMode ?? 'replace'})`)
}

/** Takes a waiting job back. Nothing happens when it has run already. */
export async function removeJob(ctx: Pick<Context, 'db'>, key: string): Promise<void> {
  await ctx.db.execute(sql`select graphile_worker.remove_job(${key})`)
}
