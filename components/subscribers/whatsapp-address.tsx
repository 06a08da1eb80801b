import { useTranslations } from 'next-intl'

/** Where a person can be reached as staff see it: the masked number, else `@username`, else that it is hidden. */
export function useWhatsAppAddress(): (person: { phone: string | null; username: string | null }) => string {
  const t = useTranslations('common')
  return ({ phone, username }) => phone ?? (username ? `@${username}` : t('numberHidden'))
}

export function WhatsAppAddress(person: { phone: string | null; username: string | null }) {
  return useWhatsAppAddress()(person)
}
