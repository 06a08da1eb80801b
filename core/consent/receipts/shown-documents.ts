import { sha256 } from '../../platform/crypto'

/** A page in one language: the form, what followed it, and where people are asked by a message also the page that said so. */
export type ShownDocuments = {
  form: string
  confirm: string
  done: string
  asked?: string | null | undefined
}

/** What people saw, as one hash, which consent events name. Documents come in the order in which pages came to have them. */
export const shownHashOf = ({ form, confirm, done, asked }: ShownDocuments): Buffer =>
  sha256([form, confirm, done, ...(asked ? [asked] : [])].join('\n'))
