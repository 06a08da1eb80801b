import { describe, expect, it } from 'vitest'
import type { Template } from '../store/templates'
import { decide } from './decide'
import { readsPromotional } from './promotional'

const template = (text: string, change: Partial<Template> = {}): Template => ({
  seq: 1,
  id: '1',
  waba_id: '2',
  name: 'x',
  language: 'nl',
  category: 'UTILITY',
  components: [{ type: 'BODY', text }],
  parameter_format: 'POSITIONAL',
  status: 'PENDING',
  quality_score: 'UNKNOWN',
  quality_at: 0,
  rejected_reason: 'NONE',
  created_at: 0,
  previous_category: null,
  correct_category: null,
  rejection_info: null,
  ttl_seconds: null,
  edits: [],
  ...change,
})

describe('review', () => {
  it.each([
    'Je fiets is klaar en staat op je te wachten.',
    'Je afspraak van {{1}} is verzet naar {{2}}.',
    'Your order {{1}} left our workshop today.',
    'Bedankt voor je transactie. De factuur volgt per e-mail.',
  ])('approves %j as it is', (text) => {
    expect(decide(template(text), [])).toEqual({ event: 'APPROVED', category: 'UTILITY' })
  })

  it.each([
    'Deze week 20% korting op alle lampen.',
    'Bestel nu: alleen vandaag twee voor één.',
    'Onze zomeractie is begonnen.',
    'Spring sale: shop now and save.',
    'Jetzt kaufen und 10% Rabatt sichern.',
    'Les soldes commencent demain.',
  ])('approves %j as marketing, whatever it was called', (text) => {
    expect(decide(template(text), [])).toEqual({ event: 'APPROVED', category: 'MARKETING' })
  })

  it('reads buttons and cards as well', () => {
    const components = [
      { type: 'BODY', text: 'Kijk eens.' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Naar de uitverkoop', url: 'https://x.example' }] },
    ]
    expect(decide(template('', { components }), [])).toMatchObject({ category: 'MARKETING' })
  })

  it.each([
    ['Ik vind je een idioot, betaal nu.', 'ABUSIVE_CONTENT'],
    ['Stuur ons je pincode om te bevestigen.', 'SCAM'],
    ['Klik op bit.ly/abc voor meer.', 'SCAM'],
    ['Dag {{1}}{{2}}, tot gauw.', 'INVALID_FORMAT'],
    ['Je verificatiecode is {{1}} vandaag.', 'INCORRECT_CATEGORY'],
  ])('rejects %j: %s', (text, reason) => {
    expect(decide(template(text), [])).toMatchObject({ event: 'REJECTED', reason })
  })

  it('takes punctuation between variables for words', () => {
    expect(decide(template('Dag {{1}}, {{2}} is klaar.'), [])).toMatchObject({ event: 'APPROVED' })
  })

  it('rejects the twin of another template and names it, but not after that one was rejected', () => {
    const first = template('Je fiets is klaar.', { id: '7', name: 'fiets_klaar', status: 'APPROVED' })
    const again = template('Je fiets is klaar.')
    const decision = decide(again, [first, again])
    expect(decision).toMatchObject({ event: 'REJECTED', reason: 'INVALID_FORMAT' })
    expect(decision).toHaveProperty('info.reason', expect.stringContaining('fiets_klaar'))
    expect(decide(again, [{ ...first, status: 'REJECTED' }])).toMatchObject({ event: 'APPROVED' })
  })

  it('knows words, not parts of words', () => {
    expect(readsPromotional('Een transactie, een reactie en een salesgesprek.')).toBe(false)
    expect(readsPromotional('Onze actie loopt.')).toBe(true)
  })
})
