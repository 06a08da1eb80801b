import { randomUUID } from 'node:crypto'

/** CM.com writes moments without a zone, in UTC. */
const moment = (at: number) => new Date(at).toISOString().slice(0, 19)

/** 0 taken by the operator, 1 rejected by CM.com, 2 delivered, 3 failed, 4 read. */
export type ReportCode = '0' | '1' | '2' | '3' | '4'

/** A status report. `msg` is an object here, unlike in a request. */
export const statusReport = (report: {
  at: number
  /** Digits of the recipient. */
  to: string
  reference: string
  code: ReportCode
  errorCode?: string
  description: string
}) => ({
  messages: {
    msg: {
      received: moment(report.at),
      to: `00${report.to}`,
      reference: report.reference,
      status: {
        code: report.code,
        errorCode: report.errorCode ?? '',
        errorDescription: report.description,
      },
      operator: '20408',
    },
  },
})

/** What a person wrote or pressed. `custom` holds the platform's own part of what was pressed. */
export const incomingMessage = (incoming: {
  at: number
  reference: string
  context: string | null
  from: { number: string; name: string }
  /** Digits of the number that was written to. */
  to: string
  text: string
  media?: { mediaUri: string; contentType: string; title: string }
  custom?: Record<string, unknown>
  channel: 'WhatsApp' | 'SMS'
}) => ({
  reference: incoming.reference,
  messageContext: incoming.context ?? '',
  from: { number: `+${incoming.from.number}`, name: incoming.from.name },
  to: { number: `00${incoming.to}` },
  message: {
    text: incoming.text,
    media: incoming.media ?? { mediaUri: '', contentType: '', title: '' },
    custom: incoming.custom ?? {},
  },
  groupings: [randomUUID(), 'messagesApi', ''],
  timeUtc: moment(incoming.at),
  channel: incoming.channel,
})
