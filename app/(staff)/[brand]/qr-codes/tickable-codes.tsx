'use client'

import { useState } from 'react'
import type { Option } from '@/components/ui/fields'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { ChosenBar } from './chosen-bar'
import { CodeTable } from './code-table'

type TickableCodesProps = { brand: string; label: string; codes: QrCodeView[]; pages: Option[] }

/** Codes of which several can be ticked, to do something with all of them. */
export function TickableCodes({ brand, label, codes, pages }: TickableCodesProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  // A code that is no longer in the list is no longer ticked.
  const ticked = codes.filter(({ id }) => chosen.includes(id))
  return (
    <>
      <CodeTable
        brand={brand}
        label={label}
        codes={codes}
        ticking={{
          ticked: new Set(ticked.map(({ id }) => id)),
          onTick: (id, isTicked) =>
            setChosen(isTicked ? [...chosen, id] : chosen.filter((one) => one !== id)),
          onTickAll: (isTicked) => setChosen(isTicked ? codes.map(({ id }) => id) : []),
        }}
      />
      {ticked.length > 0 && (
        <ChosenBar brand={brand} codes={ticked} pages={pages} onDone={() => setChosen([])} />
      )}
    </>
  )
}
