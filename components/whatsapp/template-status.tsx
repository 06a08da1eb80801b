import { CircleCheck, CirclePause, Clock, OctagonX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Chip, type Tone } from '../ui/chip'

const looks: Record<string, { tone: Tone; Icon?: typeof Clock }> = {
  APPROVED: { tone: 'success', Icon: CircleCheck },
  PENDING: { tone: 'neutral', Icon: Clock },
  IN_APPEAL: { tone: 'neutral', Icon: Clock },
  REJECTED: { tone: 'danger', Icon: OctagonX },
  DISABLED: { tone: 'danger', Icon: OctagonX },
  PAUSED: { tone: 'paused', Icon: CirclePause },
}

/** What WhatsApp thinks of a template, in a word. A word that we do not know is shown as it came. */
export function TemplateStatusChip({ status }: { status: string }) {
  const t = useTranslations('templates.statuses')
  const { tone, Icon } = looks[status] ?? { tone: 'neutral' }
  return (
    <Chip tone={tone} icon={Icon && <Icon aria-hidden="true" />}>
      {t.has(status) ? t(status) : status}
    </Chip>
  )
}

/** Marketing, utility or authentication, in the reader's words. */
export function TemplateCategory({ category }: { category: string }) {
  const t = useTranslations('templates.categories')
  return <>{t.has(category) ? t(category) : category}</>
}
