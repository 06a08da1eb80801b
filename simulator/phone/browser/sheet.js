import { h, icon } from './dom.js'
import { t } from './words.js'

/**
 * A sheet that comes up from the foot of a phone. `behind` can do nothing meanwhile; Escape, the cross and a press
 * beside it put it away, and the focus goes back to where it was.
 */
export function sheetIn(screen, behind) {
  return (title, draw) => {
    const before = document.activeElement
    const close = () => {
      veil.remove()
      behind.inert = false
      before?.focus()
    }
    const cross = h(
      'button',
      { type: 'button', class: 'plain sheet-close', 'aria-label': t('close'), onclick: close },
      icon('cross', 20),
    )
    const sheet = h(
      'div',
      { class: 'phone-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
      h('div', { class: 'sheet-head' }, cross, h('strong', {}, title)),
    )
    const veil = h('div', { class: 'veil' }, sheet)
    veil.addEventListener('click', (event) => {
      if (event.target === veil) close()
    })
    veil.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close()
    })
    sheet.append(draw(close))
    behind.inert = true
    screen.append(veil)
    cross.focus()
  }
}
