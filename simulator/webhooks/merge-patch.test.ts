import { expect, it } from 'vitest'
import { mergePatch } from './merge-patch'

it.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: [{ b: 1 }, { b: 2 }] }, { a: { 1: { b: 3 } } }, { a: [{ b: 1 }, { b: 3 }] }],
  [{ a: [{ b: 1 }] }, { a: { 0: { b: null } } }, { a: [{}] }],
  [{ a: [1, 2] }, { a: { 0: null } }, { a: [2] }],
  [{ a: [1] }, { a: { 1: 2 } }, { a: [1, 2] }],
])('changes %j with %j into %j', (value, patch, expected) => {
  expect(mergePatch(value, patch)).toEqual(expected)
})
