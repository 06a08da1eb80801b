import { describe, expect, test } from 'vitest'
import { safePath } from './safe-path'

describe('after signing in nobody is sent to another site', () => {
  test.each(['/', '/fietserij-noord', '/fietserij-noord/campaigns?state=done#top'])('%s is ours', (path) => {
    expect(safePath(path)).toBe(path)
  })

  test.each([
    undefined,
    '',
    'campaigns',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    `/${'a'.repeat(600)}`,
  ])('%j is not', (path) => {
    expect(safePath(path)).toBeUndefined()
  })
})
