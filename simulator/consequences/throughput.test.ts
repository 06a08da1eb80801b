import { expect, it } from 'vitest'
import { createThroughput } from './throughput'

it('lets 80 a second through, refuses the 81st and recovers with the second', () => {
  const throughput = createThroughput()
  const burst = (now: number) =>
    Array.from({ length: 100 }, () => throughput.take('1', 80, now)).filter(Boolean).length
  expect(burst(0)).toBe(80)
  expect(burst(500)).toBe(40)
  expect(burst(500)).toBe(0)
  expect(burst(5000)).toBe(80)
})

it('never stands in the way of a steady pace of 80 a second', () => {
  const throughput = createThroughput()
  for (let nth = 0; nth < 400; nth += 1) expect(throughput.take('1', 80, nth * 12.5)).toBe(true)
})

it('counts each number by itself', () => {
  const throughput = createThroughput()
  for (let nth = 0; nth < 80; nth += 1) throughput.take('1', 80, 0)
  expect(throughput.take('1', 80, 0)).toBe(false)
  expect(throughput.take('2', 80, 0)).toBe(true)
})
