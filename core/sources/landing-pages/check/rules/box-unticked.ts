import { consentBoxes, inForm } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** One box, seen, empty when the page opens: a tick that was there already is no act of the person. */
export const boxUnticked: Rule<'box-unticked'> = {
  name: 'box-unticked',
  level: 'must',
  source: sources.planet49,
  check: inEachLanguage((opened, page) => {
    const place = inForm(page)
    const boxes = consentBoxes(opened)
    const [box] = boxes
    if (!box || boxes.length !== 1) return [{ how: 'none', place }]
    if (!opened.isSeen(box) || box.hasAttribute('disabled')) return [{ how: 'none', place }]
    const others = [...(opened.form?.querySelectorAll('input[type="checkbox"], input[type="radio"]') ?? [])]
    return others.some((other) => other.hasAttribute('checked')) ? [{ how: 'ticked', place }] : []
  }),
}
