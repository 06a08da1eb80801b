import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { BrandContext } from '@/core/brands/scope'
import { listDueCampaigns, startCampaign } from '@/core/campaigns/start'
import { lapseConsents } from '@/core/consent/lapse'
import { checkLedger } from '@/core/consent/verify/checks'
import { expireParked, joinParked } from '@/core/dispatch/parked'
import { applyPendingWebhooks } from '@/core/inbound/apply'
import { listWaitingChannels } from '@/core/inbound/callback-owner'
import { settleJudgments } from '@/core/inbound/judgments'
import { tidyDeliveries } from '@/core/inbound/retention'
import { addApplyJob } from '@/core/inbound/wake'
import { rebuildActivity, refreshActivity } from '@/core/insights/activity'
import { rebuildRollUps, refreshRollUps } from '@/core/insights/roll-up'
import { refreshSources } from '@/core/insights/source-figures'
import type { Jobs } from '@/core/platform/jobs'
import { addJob } from '@/core/platform/jobs'
import { listAllAccounts } from '@/core/providers/accounts'
import { applyRetention } from '@/core/retention/commands'
import { runImport } from '@/core/sources/imports/apply'
import { checkImport } from '@/core/sources/imports/check'
import { wakeImports } from '@/core/sources/imports/commands'
import { runUndo } from '@/core/sources/imports/undo'
import { listInvitationsUnderWay } from '@/core/sources/invitations/queries'
import { sendSomeInvitations } from '@/core/sources/invitations/send'
import { applyPlan, listDuePlans } from '@/core/sources/landing-pages/plans/apply'
import { listStalledPrints } from '@/core/sources/qr-codes/print/queries'
import { removeOldPrints } from '@/core/sources/qr-codes/print/retention'
import { runPrint } from '@/core/sources/qr-codes/print/run'
import { openBrandForSystem } from '@/core/staff/gate'
import { listStalledBulkActions, runBulkStep } from '@/core/subscribers/bulk/run'
import { eraseTraces } from '@/core/subscribers/erase-traces'
import { hashNumbers } from '@/core/subscribers/hash-numbers'
import { expireSignUps } from '@/core/subscribers/sign-up'
import { syncTemplates } from '@/core/templates/sync'
import { type Db, getDatabase } from '@/db/client'
import { brands } from '@/db/schema/brands'
import { sideChannels } from '@/db/states'

// Every job that this worker does. A job reads its payload and calls core: what it means stands there.

/** When the clock asks for jobs, in UTC. What runs in the moment is added in the transaction that causes it. */
export const crontab = `
* * * * * refresh-all-roll-ups ?max=1
* * * * * expire-sign-ups ?max=1
* * * * * watch-over-what-is-due ?max=1
* * * * * hash-numbers ?max=1
7 * * * * sync-all-templates ?max=3
23 3 * * * apply-all-retention ?max=1
47 3 * * * check-all-ledgers ?max=1
37 3 * * * remove-old-prints ?max=1
17 3 * * * tidy-webhooks ?max=3
* * * * * refresh-all-activity ?max=1
23 * * * * refresh-all-sources ?max=1
41 * * * * lapse-all-consents ?max=1
`

const brandPayload = z.object({ brandId: z.uuid() })
const campaignPayload = brandPayload.extend({ campaignId: z.uuid() })
const importPayload = brandPayload.extend({ importId: z.uuid() })
const planPayload = brandPayload.extend({ planId: z.uuid() })
const printPayload = brandPayload.extend({ printId: z.uuid() })
const invitationPayload = brandPayload.extend({ invitationId: z.uuid() })
const bulkActionPayload = brandPayload.extend({ bulkActionId: z.uuid() })
const ownerPayload = z.union([
  brandPayload.extend({ accountId: z.uuid() }),
  brandPayload.extend({ channel: z.enum(sideChannels) }),
])

const openBrand = (job: string, brandId: string): Promise<BrandContext> =>
  openBrandForSystem({ db: getDatabase().db, actor: { type: 'system', job }, now: new Date() }, brandId)

const allBrands = (db: Db) => db.select({ brandId: brands.id }).from(brands)

/** One waiting job an invitation. One that runs already may have had its last look, so another is added beside it. */
const addInvitationJob = ({
  runAt,
  ...invitation
}: Jobs['send-invitation'] & { runAt?: Date }): Promise<void> =>
  addJob(getDatabase(), 'send-invitation', invitation, {
    ...{ key: `invitation:${invitation.invitationId}`, keyMode: 'preserve_run_at' },
    ...(runAt && { runAt }),
  })

/** Jobs that need to be told of the brand and nothing more. */
type JobOfBrand =
  | 'refresh-roll-ups'
  | 'sync-templates'
  | 'refresh-activity'
  | 'refresh-sources'
  | 'lapse-consents'
  | 'check-ledger'
  | 'apply-retention'

/** One job a brand, so that one brand's trouble is not the others'. Those that still wait are not doubled. */
async function forEachBrand(job: JobOfBrand, brandIds: { brandId: string }[]): Promise<void> {
  const { db } = getDatabase()
  const prefix = job === 'refresh-roll-ups' ? 'roll-ups' : job
  for (const { brandId } of brandIds) {
    await addJob({ db }, job, { brandId }, { key: `${prefix}:${brandId}`, keyMode: 'preserve_run_at' })
  }
}

const jobs = {
  'apply-page-plan': async (payload) => {
    const { brandId, planId } = planPayload.parse(payload)
    await applyPlan(await openBrand('apply-page-plan', brandId), { planId })
  },
  'start-campaign': async (payload) => {
    const { brandId, campaignId } = campaignPayload.parse(payload)
    await startCampaign(await openBrand('start-campaign', brandId), { campaignId })
  },
  'apply-webhooks': async (payload) => {
    const owner = ownerPayload.parse(payload)
    const { more } = await applyPendingWebhooks({ db: getDatabase().db, ...owner })
    if (more) await addApplyJob(owner)
  },
  'print-codes': async (payload) => {
    const { brandId, printId } = printPayload.parse(payload)
    await runPrint(await openBrand('print-codes', brandId), printId)
  },
  'send-invitation': async (payload) => {
    const { brandId, invitationId } = invitationPayload.parse(payload)
    const { goOnAt } = await sendSomeInvitations(await openBrand('send-invitation', brandId), invitationId)
    if (goOnAt) await addInvitationJob({ brandId, invitationId, runAt: goOnAt })
  },
  'check-import': async (payload) => {
    const { brandId, importId } = importPayload.parse(payload)
    await checkImport(await openBrand('check-import', brandId), importId)
  },
  'run-import': async (payload) => {
    const { brandId, importId } = importPayload.parse(payload)
    await runImport(await openBrand('run-import', brandId), importId)
  },
  'undo-import': async (payload) => {
    const { brandId, importId } = importPayload.parse(payload)
    await runUndo(await openBrand('undo-import', brandId), importId)
  },
  'sync-templates': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await syncTemplates(await openBrand('sync-templates', brandId))
  },
  'refresh-roll-ups': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await refreshRollUps(await openBrand('refresh-roll-ups', brandId))
  },
  'rebuild-roll-ups': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    const ctx = await openBrand('rebuild-roll-ups', brandId)
    await rebuildRollUps(ctx)
    await rebuildActivity(ctx)
  },
  'erase-traces': async (payload) => {
    const { brandId, sealed } = brandPayload.extend({ sealed: z.string() }).parse(payload)
    await eraseTraces(await openBrand('erase-traces', brandId), { sealed })
  },
  'settle-judgments': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await settleJudgments(await openBrand('settle-judgments', brandId))
  },
  'check-ledger': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await checkLedger(await openBrand('check-ledger', brandId), getDatabase())
  },
  'apply-retention': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await applyRetention(await openBrand('apply-retention', brandId))
  },
  'lapse-consents': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await lapseConsents(await openBrand('lapse-consents', brandId))
  },
  'refresh-activity': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await refreshActivity(await openBrand('refresh-activity', brandId))
  },
  'refresh-sources': async (payload) => {
    const { brandId } = brandPayload.parse(payload)
    await refreshSources(await openBrand('refresh-sources', brandId))
  },
  'run-bulk-action': async (payload) => {
    const { brandId, bulkActionId } = bulkActionPayload.parse(payload)
    await runBulkStep(await openBrand('run-bulk-action', brandId), { bulkActionId })
  },
} satisfies Record<keyof Jobs, TaskList[string]>

/** Jobs by name. */
export const taskList: TaskList = {
  ...jobs,
  'refresh-all-roll-ups': async () => forEachBrand('refresh-roll-ups', await allBrands(getDatabase().db)),
  'sync-all-templates': async () => {
    const accounts = await listAllAccounts(getDatabase())
    // CM.com lists no templates, and a number that was replaced sends none.
    const listing = accounts.filter(({ provider, replacedAt }) => provider === 'cloud-api' && !replacedAt)
    await forEachBrand('sync-templates', listing)
  },
  'refresh-all-activity': async () => forEachBrand('refresh-activity', await allBrands(getDatabase().db)),
  'refresh-all-sources': async () => forEachBrand('refresh-sources', await allBrands(getDatabase().db)),
  'lapse-all-consents': async () => forEachBrand('lapse-consents', await allBrands(getDatabase().db)),
  // The jobs of these are added with what causes them. Should one be lost (its tries ran out, a backup was put back), this
  // finds what is due all the same.
  'watch-over-what-is-due': async () => {
    const { db } = getDatabase()
    for (const { brandId, campaignId } of await listDueCampaigns({ db, now: new Date() })) {
      await startCampaign(await openBrand('watch-over-what-is-due', brandId), { campaignId })
    }
    for (const { brandId, planId } of await listDuePlans({ db, now: new Date() })) {
      await applyPlan(await openBrand('watch-over-what-is-due', brandId), { planId })
    }
    for (const { brandId } of await allBrands(db)) {
      await settleJudgments(await openBrand('watch-over-what-is-due', brandId))
      await wakeImports(await openBrand('watch-over-what-is-due', brandId))
    }
    for (const stalled of await listStalledPrints({ db, now: new Date() })) {
      await addJob({ db }, 'print-codes', stalled, { key: `print:${stalled.printId}` })
    }
    for (const sending of await listInvitationsUnderWay({ db })) await addInvitationJob(sending)
    for (const due of await listStalledBulkActions({ db, now: new Date() })) {
      await addJob({ db }, 'run-bulk-action', due, { key: `bulk:${due.bulkActionId}` })
    }
    for (const { brandId, id: accountId } of await listAllAccounts(getDatabase())) {
      await addApplyJob({ brandId, accountId })
      await joinParked(await openBrand('watch-over-what-is-due', brandId))
    }
    for (const owner of await listWaitingChannels(getDatabase())) await addApplyJob(owner)
  },
  'tidy-webhooks': async () => {
    await tidyDeliveries({ db: getDatabase().db, now: new Date() })
    for (const { brandId } of await allBrands(getDatabase().db)) {
      await expireParked(await openBrand('tidy-webhooks', brandId))
    }
  },
  'apply-all-retention': async () => forEachBrand('apply-retention', await allBrands(getDatabase().db)),
  'check-all-ledgers': async () => forEachBrand('check-ledger', await allBrands(getDatabase().db)),
  'remove-old-prints': async () => removeOldPrints({ db: getDatabase().db, now: new Date() }),
  'hash-numbers': async () => {
    await hashNumbers(getDatabase())
  },
  'expire-sign-ups': async () => {
    for (const { brandId } of await allBrands(getDatabase().db)) {
      await expireSignUps(await openBrand('expire-sign-ups', brandId))
    }
  },
}
