import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CrossMark, TickTwo } from '@/components/ui/marks'
import type { Check } from '@/core/sources/landing-pages/rules'

/** What WhatsApp and the law ask, each rule with its source; those not kept first, with a way to the place. */
export function Checker({ checks, onJump }: { checks: Check[]; onJump: (blockId: string) => void }) {
  const t = useTranslations('pages.checker')
  const kept = checks.filter((check) => check.ok).length
  return (
    <div>
      <p className="border-b border-separator px-5 py-3 text-control text-muted phone:px-4">
        {t.rich('kept', {
          kept,
          all: checks.length,
          figure: (chunks) => <span className="text-section text-foreground">{chunks}</span>,
        })}
      </p>
      <ul>
        {checks.map((check) => {
          const { blockId } = check
          return (
            <li
              key={check.name}
              className={`grid grid-cols-[24px_minmax(0,1fr)_auto] gap-x-2 border-b border-separator px-5 py-2.5 phone:px-4 ${check.ok ? '' : 'bg-danger-soft'}`}
            >
              {check.ok ? (
                <TickTwo className="mt-0.5 text-accent" />
              ) : (
                <CrossMark className="mt-0.5 text-danger-soft-foreground" />
              )}
              <div>
                <p
                  className={
                    check.ok ? 'text-control' : 'text-control font-strong text-danger-soft-foreground'
                  }
                >
                  {t(`${check.name}.${check.ok ? 'kept' : 'broken'}`, check.params)}
                </p>
                <p className={`text-caption ${check.ok ? 'text-muted' : 'text-danger-soft-foreground'}`}>
                  {t(`${check.name}.source`)}
                </p>
              </div>
              {!check.ok && blockId && (
                <Button size="row" onPress={() => onJump(blockId)}>
                  {t('jump')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
