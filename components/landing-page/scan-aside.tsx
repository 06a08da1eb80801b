import { markIn, type RenderInput } from '@/core/sources/landing-pages/document/rules'
import { publicWords } from './words'

/** Beside what is to be sent: the same as a code, for who reads the page on another screen than their phone. */
export function ScanAside({ page }: { page: RenderInput }) {
  const words = publicWords[page.language]
  return (
    <aside className="qr">
      <h2>{words.scan}</h2>
      {markIn(page, 'qr-html')}
      <p>{words.scanHint}</p>
    </aside>
  )
}
