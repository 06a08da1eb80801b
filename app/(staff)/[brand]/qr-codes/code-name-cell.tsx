import { RowLink, Td } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { SilenceMark } from './silence'

/** Where a code hangs, leading to it, with a mark when it fell silent. */
export function CodeNameCell({ brand, code }: { brand: string; code: QrCodeView }) {
  return (
    <Td place="main">
      <span className="flex flex-wrap items-center gap-x-2">
        <RowLink href={`/${brand}/qr-codes/${code.id}`}>{code.label}</RowLink>
        <SilenceMark silence={code.silence} />
      </span>
    </Td>
  )
}
