import type { ReactNode } from 'react'
import { markIn, type RenderInput } from '@/core/sources/landing-pages/document/rules'
import { Logo } from './logo'
import { publicWords } from './words'

/** The brand and, where there is a choice, the languages. */
export function BrandBar({ page, switchable }: { page: RenderInput; switchable: boolean }) {
  const words = publicWords[page.language]
  return (
    <header className="bar">
      <div className="w">
        <div className="name">
          <Logo brand={page.brand} className="logo" />
          <span>{page.brand.name}</span>
        </div>
        {switchable && page.languages.length > 1 && (
          <nav className="lang" aria-label={words.language}>
            {page.languages.map((language) =>
              language === page.language ? (
                <b key={language} aria-current="true" lang={language}>
                  {language.toUpperCase()}
                </b>
              ) : (
                <a
                  key={language}
                  href={`?lang=${language}${markIn(page, 'query')}`}
                  hrefLang={language}
                  lang={language}
                >
                  {language.toUpperCase()}
                </a>
              ),
            )}
          </nav>
        )}
      </div>
    </header>
  )
}

/** Who is behind the page, where they can be reached, and what they do with a number. */
export function PageFooter({ page }: { page: RenderInput }) {
  const { brand } = page
  return (
    <footer>
      <div className="w">
        <p>
          {brand.legalName} · {brand.postalAddress}
        </p>
        <p>
          <a href={`mailto:${brand.contactEmail}`}>{brand.contactEmail}</a> ·{' '}
          <a href={brand.privacyUrl}>{publicWords[page.language].privacy}</a>
        </p>
      </div>
    </footer>
  )
}

/** The document around a page: one style element, no script, nothing to fetch. */
export function Shell({
  page,
  title,
  description,
  styles,
  children,
}: {
  page: RenderInput
  title: string
  description?: string
  styles: string
  children: ReactNode
}) {
  return (
    <html lang={page.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title} · ${page.brand.name}`}</title>
        {page.content.root.props.noindex && <meta name="robots" content="noindex" />}
        {description && <meta name="description" content={description} />}
        <meta name="theme-color" content={page.brand.theme.primary} />
        <link rel="icon" href="data:," />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sheet; its hash is in the policy */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
