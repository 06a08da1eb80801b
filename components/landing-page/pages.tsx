import { consentSentence } from '@/core/sources/landing-pages/consent-sentence/rules'
import { consentBlock, markIn, type RenderInput } from '@/core/sources/landing-pages/document/rules'
import { PageBlock } from './blocks'
import { BrandBar, PageFooter } from './frame'
import { WhatsAppMark } from './icons'
import { ScanAside } from './scan-aside'
import { sideBlock } from './side'
import { Runs, Text } from './text'
import { publicWords } from './words'

/** The body of the page with the form: the blocks in their own order. */
export function FormPage({ page }: { page: RenderInput }) {
  const { content } = page.content
  const side = sideBlock(content)
  return (
    <>
      <BrandBar page={page} switchable />
      <main className="m">
        {content.map((block) => (
          <PageBlock key={block.props.id} block={block} page={page} side={block === side} />
        ))}
      </main>
      <PageFooter page={page} />
    </>
  )
}

/** After the form: send this code from your own WhatsApp. */
export function ConfirmPage({ page }: { page: RenderInput }) {
  const words = publicWords[page.language]
  return (
    <>
      <BrandBar page={page} switchable={false} />
      <main className="c cg">
        <div>
          <h1>{words.confirmTitle}</h1>
          <p>{words.confirmLead}</p>
          {markIn(page, 'waiting-html')}
          <ol className="steps">
            {words.confirmSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <a className="go" href={markIn(page, 'open-link')}>
            <WhatsAppMark inButton /> {words.openWhatsApp}
          </a>
          <dl className="facts">
            <div>
              <dt>{words.code}</dt>
              <dd className="code">{markIn(page, 'code')}</dd>
            </div>
            <div>
              <dt>{words.phone}</dt>
              <dd>{markIn(page, 'masked-phone')}</dd>
            </div>
            <div>
              <dt>{words.validUntil}</dt>
              <dd>{markIn(page, 'expires')}</dd>
            </div>
          </dl>
          <p className="links">
            <a href="?sent=1">{words.sent}</a> <a href={markIn(page, 'form-link')}>{words.changePhone}</a>
          </p>
        </div>
        <ScanAside page={page} />
      </main>
      <PageFooter page={page} />
    </>
  )
}

/** After the message came: what was agreed, and how to leave. */
export function DonePage({ page }: { page: RenderInput }) {
  const { language, brand, topics } = page
  const words = publicWords[language]
  const form = consentBlock(page.content)
  return (
    <>
      <BrandBar page={page} switchable={false} />
      <main className="c w">
        <svg className="ticks" viewBox="0 0 18 16" aria-hidden="true">
          <path d="M.9 8.6 4 12l6.4-7.800" />
          <path className="t2" d="m8.2 11.4.5.6 6.4-7.800" />
        </svg>
        <h1>{words.doneTitle}</h1>
        <p>{words.doneLead(brand.name)}</p>
        <blockquote>
          <p className="small">{words.doneFor}</p>
          <p>
            <Runs runs={consentSentence({ brandName: brand.name, language, form, topics })} />
          </p>
        </blockquote>
        <p className="small">
          <Text text={form.props.howToStop[language]} />
        </p>
        <p className="small">{words.doneNext}</p>
        <p className="links">
          <a href={brand.websiteUrl}>{words.toWebsite(brand.name)}</a>
        </p>
      </main>
      <PageFooter page={page} />
    </>
  )
}
