import { blockOf } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Whoever cannot see a picture is told what is on it. */
export const picturesDescribed: Rule<'pictures-described'> = {
  name: 'pictures-described',
  level: 'must',
  source: sources.wcag,
  check: inEachLanguage((opened) =>
    [...opened.document.querySelectorAll('img')].flatMap((picture): Finding[] => {
      // A picture that says nothing is named so: an empty text, and out of the way of screen readers.
      const isDecoration =
        picture.closest('[aria-hidden="true"]') !== null || picture.getAttribute('role') === 'presentation'
      if (isDecoration || (picture.getAttribute('alt') ?? '').trim() !== '') return []
      const place = blockOf(picture)
      return [place ? { place: { ...place, path: 'alt' } } : {}]
    }),
  ),
}
