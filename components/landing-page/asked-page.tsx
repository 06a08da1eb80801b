import { markIn, type RenderInput } from '@/core/sources/landing-pages/document/rules'
import { confirmationWords } from '@/core/templates/confirmation/rules'
import { BrandBar, PageFooter } from './frame'
import { WhatsAppMark } from './icons'
import { ScanAside } from './scan-aside'
import { publicWords } from './words'

/**
 * After the form, where we ask: look in WhatsApp and press. Their own message stands under it as the other way, always, so
 * that the page is the same for a number that gets no message from us.
 */
export function AskedPage({ page }: { page: RenderInput }) {
  const words = publicWords[page.language]
  const { yes } = confirmationWords[page.language]
  return (
    <>
      <BrandBar page={page} switchable={false} />
      <main className="c cg">
        <div>
          <h1>{words.askedTitle}</h1>
          <p>{words.askedLead}</p>
          {markIn(page, 'waiting-html')}
          <ol className="steps">
            {words.askedSteps(page.brand.name, yes).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <dl className="facts">
            <div>
              <dt>{words.phone}</dt>
              <dd>{markIn(page, 'masked-phone')}</dd>
            </div>
            <div>
              <dt>{words.validUntil}</dt>
              <dd>{markIn(page, 'expires')}</dd>
            </div>
          </dl>
          <h2 className="alt">{words.askedElse}</h2>
          <p>{words.askedElseLead}</p>
          <a className="go" href={markIn(page, 'open-link')}>
            <WhatsAppMark inButton /> {words.openWhatsApp}
          </a>
          <dl className="facts">
            <div>
              <dt>{words.code}</dt>
              <dd className="code">{markIn(page, 'code')}</dd>
            </div>
          </dl>
          <p className="links">
            <a href="?sent=1">{words.pressed}</a> <a href={markIn(page, 'form-link')}>{words.changePhone}</a>
          </p>
        </div>
        <ScanAside page={page} />
      </main>
      <PageFooter page={page} />
    </>
  )
}
