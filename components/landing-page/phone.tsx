import type { ReactNode } from 'react'

/** The black body of a phone around a screen of 360 wide. */
export function PhoneBody({ children }: { children: ReactNode }) {
  return (
    <div className="h-[720px] max-h-[78vh] w-[376px] max-w-full shrink-0 overflow-hidden rounded-[38px] bg-black p-2 shadow-[0_18px_40px_-12px_rgb(0_0_0/.35)]">
      <div className="h-full overflow-hidden rounded-[30px] bg-white">{children}</div>
    </div>
  )
}
