/**
 * Every failure that is expected to happen to a person. The edge turns a code into words in the
 * reader's language (`messages/…/errors.json`); anything that is not an AppError is logged and never shown.
 */
export const errorCodes = [
  'invalid-input',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'conflict',
  'rate-limited',
  'unavailable',
  'sign-in-failed',
  'sign-in-locked',
  'phone-missing',
  'phone-invalid',
  'phone-country-unserved',
  'consent-missing',
  'slug-taken',
  'slug-invalid',
  'page-changed-elsewhere',
  'page-incomplete',
  'page-not-published',
  'page-test-running',
  'page-test-same',
  'page-test-over',
  'page-plan-over',
  'page-rule-broken',
  'addresses-missing',
  'addresses-unreadable',
  'qr-label-taken',
  'qr-batch-name-taken',
  'qr-list-too-long',
  'qr-list-changed',
  'qr-unreadable',
  'qr-look-unsafe',
  'schedule-in-past',
  'schedule-invalid-time',
  'template-not-approved',
  'template-of-other-number',
  'template-synced',
  'template-name-taken',
  'template-name-invalid',
  'template-variables-order',
  'template-variable-edge',
  'template-variable-here',
  'too-many-buttons',
  'buttons-mixed',
  'template-link-invalid',
  'too-long',
  'template-variable-missing',
  'link-invalid',
  'audience-empty',
  'campaign-not-editable',
  'campaign-changed-elsewhere',
  'settle-cancelled',
  'provider-refused',
  'provider-unreachable',
  'no-whatsapp-account',
  'secret-missing',
  'connection-expired',
  'id-invalid',
  'guid-invalid',
  'simulator-away',
  'provider-cannot',
  'suppression-reason-missing',
  'file-too-large',
  'file-unreadable',
  'list-empty',
  'too-late-to-undo',
  'api-key-name-taken',
  'no-sms-account',
  'no-email-account',
  'mail-unsealed',
  'host-invalid',
  'email-invalid',
  'sms-sender-invalid',
  'file-empty',
  'upload-incomplete',
  'import-not-ready',
  'proof-unfit',
  'consent-date-missing',
  'topics-missing',
  'evidence-source-missing',
  'evidence-wording-missing',
  'declaration-missing',
  'number-column-missing',
  'name-taken',
  'person-changed-elsewhere',
  'number-unchanged',
  'number-of-somebody-else',
  'note-empty',
  'segment-in-use',
  'picture-too-large',
  'picture-unreadable',
  'colours-unreadable',
  'topic-category-fixed',
  'topic-in-use',
  'domain-invalid',
  'template-cannot-ask-again',
] as const

export type ErrorCode = (typeof errorCodes)[number]

type AppErrorOptions = {
  /** The input that has to change, so that the words can stand beside it. */
  field?: string
  /** Values for the placeholders in the words. Never personal data. */
  params?: Record<string, string | number>
  cause?: unknown
}

/** An expected failure with a code; carries no words. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly params: Record<string, string | number>

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.field = options.field
    this.params = options.params ?? {}
  }
}
