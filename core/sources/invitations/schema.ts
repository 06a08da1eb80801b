import { z } from 'zod'
import { sideChannels } from '@/db/states'

export const subjectLength = 120
/** An SMS of three parts, with room for the link and the way out below it. */
export const smsLength = 300
export const mailLength = 4_000
/** So many people with one list. */
export const mostAddresses = 10_000
const mostText = 1_000_000

const words = (most: number) => z.string().trim().min(1, 'invalid-input').max(most, 'too-long')

export const startInvitationSchema = z
  .object({
    /** Names its short link too, so it is once a brand. */
    name: words(80),
    channel: z.enum(sideChannels),
    landingPageId: z.uuid('invalid-input'),
    subject: z.string().trim().max(subjectLength, 'too-long').default(''),
    body: words(mailLength),
    /** Where the list comes from and why these people may be written to. Kept as evidence. */
    basis: words(1_000),
    /** One address a line; commas and semicolons part them too. */
    addresses: z.string().max(mostText, 'too-long'),
  })
  .superRefine(({ channel, subject, body }, { addIssue }) => {
    if (channel === 'email' && subject === '')
      addIssue({ code: 'custom', path: ['subject'], message: 'invalid-input' })
    if (channel === 'sms' && body.length > smsLength)
      addIssue({ code: 'custom', path: ['body'], message: 'too-long' })
  })
export type StartInvitationInput = z.input<typeof startInvitationSchema>

export const checkAddressesSchema = z.object({
  channel: z.enum(sideChannels),
  addresses: z.string().max(mostText, 'too-long'),
})

/** What a list holds, before anything is sent. */
export type AddressCheck = {
  people: number
  doubles: number
  /** Lines that are no address: how many, and the first few as they stand there. */
  unread: { count: number; first: string[] }
}

export const invitationIdSchema = z.object({ invitationId: z.uuid() })
