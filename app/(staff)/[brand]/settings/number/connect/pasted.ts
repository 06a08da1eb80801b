import type { ConnectionProvider } from '@/core/providers/connection/schema'

/** What the form starts with: everything but secrets. */
export type StartingValues = {
  provider: ConnectionProvider | null
  wabaId: string
  phoneNumberId: string
  displayPhoneE164: string
  verifiedName: string
  templateNamespace: string
  messagingLimitTier: string
  isSimulator: boolean
}

/** What stands in the fields. */
export type Pasted = Omit<StartingValues, 'provider'> & {
  accessToken: string
  appSecret: string
  productToken: string
}
