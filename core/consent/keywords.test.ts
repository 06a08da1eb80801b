import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBareYes, understandButton, understandKeyword } from './keywords'

describe('keywords', () => {
  it.each([
    ['STOP', 'stop'],
    [' Stop. ', 'stop'],
    ['stop!!!', 'stop'],
    ['“Afmelden”', 'stop'],
    ['opt-out', 'stop'],
    ['Opt out', 'stop'],
    ['Arrêt', 'stop'],
    ['désabonner', 'stop'],
    ['STOP 🛑', 'stop'],
    ['Start', 'start'],
    ['ja', 'start'],
    ['aanmelden', 'start'],
    ['Hulp?', 'help'],
    ['INFO', 'help'],
    ['', null],
    ['?!', null],
    ['Ik wil stoppen met roken', null],
    ['Kan ik vrijdag langs de bushalte stop?', null],
    ['weekend', null],
    ['jan', null],
  ])('%j is %s', (text, keyword) => {
    expect(understandKeyword(text)).toBe(keyword)
  })

  it('hears a stop word in any case, with any punctuation and accents around and on it', () => {
    const words = [
      'stop',
      'stoppen',
      'afmelden',
      'uitschrijven',
      'unsubscribe',
      'abmelden',
      'arret',
      'baja',
      'sair',
    ]
    const around = fc.stringMatching(/^[ .,!?;:"'()\-\n]{0,4}$/)
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.infiniteStream(fc.boolean()),
        around,
        around,
        (word, upper, before, behind) => {
          const typed = [...word]
            .map((letter) => (upper.next().value ? letter.toUpperCase() : letter))
            .join('')
          expect(understandKeyword(before + typed + behind)).toBe('stop')
          expect(understandKeyword(typed.replace(/e/i, (letter) => `${letter}\u0301`))).toBe('stop')
        },
      ),
    )
  })

  it('hears nothing in a message of several words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('stop', 'start', 'help', 'ja'),
        fc.constantFrom('maar', 'morgen', 'please', 'mij'),
        (word, other) => {
          expect(understandKeyword(`${word} ${other}`)).toBeNull()
          expect(understandKeyword(`${other} ${word}`)).toBeNull()
        },
      ),
    )
  })

  it('takes a button by its first word, because we wrote it ourselves', () => {
    expect(understandButton('Stop aanbiedingen')).toBe('stop')
    expect(understandButton('Afmelden voor acties')).toBe('stop')
    expect(understandButton('Ja, graag')).toBeNull()
    expect(understandButton('Non-stop open')).toBeNull()
  })

  it('knows a plain yes from the words that only mean signing up', () => {
    expect(isBareYes('Ja!')).toBe(true)
    expect(isBareYes('START')).toBe(false)
  })
})
