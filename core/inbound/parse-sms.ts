import type { BrandContext } from '../brands/scope'
import { applyChannelReports, type ChannelReport } from '../providers/channel-messages/reports'
import type { ParsedDelivery, StoredDelivery } from './delivery'
import { readCmReports, readCmSms } from './parse-cm'
import { readDelivery } from './parse-delivery'
import { applySmsReply } from './sms-replies'

const longestText = 2_000

/** Reads a delivery of CM.com to the address of a brand's SMS: reports of what went out, or what somebody wrote. */
export const parseSmsDelivery = (ctx: BrandContext, delivery: StoredDelivery): ParsedDelivery =>
  readDelivery(delivery, (into) =>
    delivery.kind === 'cm-status' ? readReports(ctx, delivery, into) : readReply(ctx, delivery, into),
  )

function readReports(ctx: BrandContext, delivery: StoredDelivery, into: ParsedDelivery): void {
  const reports = readCmReports(delivery, into).map(
    // Nobody tells when an SMS is read; whoever says so says that it arrived.
    ({ status, ...one }): ChannelReport => ({ ...one, status: status === 'read' ? 'delivered' : status }),
  )
  if (reports.length === 0) return
  into.acts.push({
    what: 'SMS reports',
    work: async () => {
      const { unknown } = await applyChannelReports(ctx, 'sms', reports)
      return unknown > 0 ? 'status report of an SMS that is not known here' : null
    },
  })
}

function readReply(ctx: BrandContext, delivery: StoredDelivery, into: ParsedDelivery): void {
  const reply = readCmSms(delivery.body, delivery.receivedAt)
  if (!reply) {
    into.problems.push('SMS from a sender that is no number: kept here, not acted upon')
    return
  }
  into.acts.push({
    what: 'SMS',
    work: async () => {
      await applySmsReply(ctx, { ...reply, text: reply.text.slice(0, longestText) })
    },
  })
}
