import type { Ref } from 'react'
import { consentSentence } from '@/core/sources/landing-pages/consent-sentence/rules'
import { markIn } from '@/core/sources/landing-pages/document/rules'
import { supervisorOf } from '@/core/sources/landing-pages/supervisors/rules'
import type { BlockProps } from './block-props'
import { FormFields } from './form-fields'
import { WhatsAppMark } from './icons'
import { Runs } from './text'
import { publicWords } from './words'
import { isShown, Words } from './words-of'

/** Pushes the country's name out of the closed select, so that it reads `+31` and its list reads in full. */
const gap = '\u2003\u2003'

function CountryChoice({ page }: Pick<BlockProps<'OptInForm'>, 'page'>) {
  const near = page.callingCodes.slice(0, 6)
  const option = ({ country, callingCode, name }: (typeof near)[number]) => (
    <option key={country} value={country}>
      {callingCode + gap + name}
    </option>
  )
  return (
    <div className="cc">
      <select name="country" aria-label={publicWords[page.language].countryLabel} autoComplete="country">
        {markIn(page, 'chosen-country-html')}
        {near.map(option)}
        <optgroup label={publicWords[page.language].otherCountries}>
          {page.callingCodes.slice(6).map(option)}
        </optgroup>
      </select>
    </div>
  )
}

/**
 * The consent block: an empty box beside the WhatsApp mark and name, the sentence, a number that can be changed,
 * how to stop, who is responsible. Posts to its own address, so that `?q=` and `utm_…` come along by themselves.
 */
export function OptInForm({ block, page, rootRef }: BlockProps<'OptInForm'>) {
  const { language, brand, topics } = page
  const words = publicWords[language]
  const { id, buttonLabel, howToStop, note } = block.props
  const label = <Words page={page} id={id} path="buttonLabel" text={buttonLabel} plain />
  const supervisor = supervisorOf(brand.defaultCountry, language)
  const sentence = consentSentence({ brandName: brand.name, language, form: block, topics })
  return (
    <form
      className="s"
      method="post"
      noValidate
      data-block={id}
      ref={rootRef as Ref<HTMLFormElement> | undefined}
    >
      {markIn(page, 'notice-html')}
      <input type="hidden" name="lang" value={language} />
      <input type="hidden" name="version" value={markIn(page, 'version')} />
      <div className="hp" aria-hidden="true">
        <label>
          {words.trap}
          <input name="homepage" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <label className="lb" htmlFor="phone">
        {words.numberLabel}
      </label>
      <div className="f">
        <CountryChoice page={page} />
        <input
          id="phone"
          name="phone"
          type="tel"
          autoComplete="tel"
          required
          placeholder={brand.defaultCountry === 'NL' ? words.numberHint : undefined}
          defaultValue={markIn(page, 'phone')}
          data-mark={markIn(page, 'phone-attributes')}
        />
      </div>
      {markIn(page, 'phone-error-html')}
      <FormFields fields={block.props.fields} page={page} />
      <div className="tick">
        <input
          id="consent"
          name="consent"
          type="checkbox"
          value="yes"
          required
          data-mark={markIn(page, 'consent-attributes')}
        />
        <label htmlFor="consent">
          <WhatsAppMark />
          <Runs runs={sentence} />
        </label>
        {markIn(page, 'consent-error-html')}
      </div>
      {page.drawText ? (
        <span className="go">{label}</span>
      ) : (
        <button className="go" type="submit">
          {label}
        </button>
      )}
      <div className="small">
        {isShown(page, note) && (
          <p>
            <Words page={page} id={id} path="note" text={note} />
          </p>
        )}
        <p>
          <Words page={page} id={id} path="howToStop" text={howToStop} />
        </p>
        <p>
          {words.controller(brand.legalName)} · <a href={brand.privacyUrl}>{words.privacy}</a>
        </p>
        {supervisor && (
          <p>
            {words.complain} <a href={supervisor.url}>{supervisor.name}</a>
          </p>
        )}
      </div>
    </form>
  )
}
