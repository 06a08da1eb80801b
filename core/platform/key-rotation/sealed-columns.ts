import { dataKeyPurpose } from '../crypto'

/** A column that is sealed under the server's key, with the second half of its table's primary key. */
export type SealedColumn = { table: string; id: string; column: string; purpose: string }

const sealed = (table: string, column: string, purpose: string, id = 'id'): SealedColumn => ({
  table,
  id,
  column,
  purpose,
})

/**
 * Everything that is sealed under ENCRYPTION_KEY. Small tables first, so that what sending needs is done within the
 * first second. A test compares this list with the columns of the database: one that is missing here would be lost with
 * the old key.
 */
export const sealedColumns: readonly SealedColumn[] = [
  sealed('whatsapp_accounts', 'access_token_sealed', 'whatsapp_accounts.access_token'),
  sealed('whatsapp_accounts', 'app_secret_sealed', 'whatsapp_accounts.app_secret'),
  sealed('whatsapp_accounts', 'verify_token_sealed', 'whatsapp_accounts.verify_token'),
  sealed('whatsapp_accounts', 'callback_token_sealed', 'whatsapp_accounts.callback_token'),
  sealed('channel_accounts', 'secret_sealed', 'channel_accounts.secret'),
  sealed('channel_accounts', 'callback_token_sealed', 'channel_accounts.callback_token'),
  sealed('channel_messages', 'address_sealed', 'channel_messages.address'),
  sealed('webhook_handshakes', 'verify_token_sealed', 'webhook_handshakes.verify_token'),
  sealed('subscriber_keys', 'wrapped_key', dataKeyPurpose, 'subscriber_id'),
  sealed('inbound_messages', 'sealed', 'inbound_messages.sealed'),
  sealed('opt_out_reviews', 'sealed', 'opt_out_reviews.sealed'),
  sealed('imports', 'proof_sealed', 'imports.proof_sealed'),
  sealed('sign_up_answers', 'sealed', 'sign_up_answers.sealed', 'sign_up_id'),
  sealed('import_chunks', 'sealed', 'import_chunks.sealed'),
]

/** Sealed, but under a key of its own that is wrapped above: nothing to do when the server's key changes. */
export const sealedUnderDataKeys: readonly Pick<SealedColumn, 'table' | 'column'>[] = [
  { table: 'consent_evidence', column: 'sealed' },
]
