import { useTranslations } from 'next-intl'
import { Num, Share } from '@/components/ui/figures'
import { Td, Th } from '@/components/ui/table'

type Funnel = { scans: number; views: number; optIns: number; confirmed: number; subscribed: number }

/** The heads above `FunnelCells`. */
export function FunnelHeads() {
  const t = useTranslations('qr.columns')
  const p = useTranslations('printing.columns')
  return (
    <>
      <Th end>{t('scans')}</Th>
      <Th end>{p('views')}</Th>
      <Th end>{t('signUps')}</Th>
      <Th end>{t('confirmed')}</Th>
      <Th end>{p('subscribed')}</Th>
    </>
  )
}

/** From the scan to who is still there. On a phone the head of the table is gone, so a figure says what it is. */
export function FunnelCells({ of }: { of: Funnel }) {
  const t = useTranslations('qr.columns')
  return (
    <>
      <Td place="end" end>
        <Num value={of.scans} /> <span className="hidden text-muted phone:inline">{t('scans')}</span>
      </Td>
      <Td end>
        <Num value={of.views} />
      </Td>
      <Td place="sub-end" end>
        <Num value={of.optIns} /> <span className="hidden text-muted phone:inline">{t('signUps')}</span>
      </Td>
      <ConfirmedCell of={of} />
      <Td end>
        <Num value={of.subscribed} />
      </Td>
    </>
  )
}

/** The share of sign-ups that was confirmed; a dash where there was none. */
export function ConfirmedCell({ of }: { of: Pick<Funnel, 'optIns' | 'confirmed'> }) {
  return (
    <Td end>
      <Share value={of.optIns === 0 ? null : of.confirmed / of.optIns} digits={0} />
    </Td>
  )
}
