import { expect, test } from 'vitest'
import { network, RateLimit } from './limits.ts'

test('an address that has used up its burst gets on again as time passes', () => {
  let now = 0
  const limit = new RateLimit({ burst: 2, perSecond: 1 }, () => now)
  limit.take('a')
  limit.take('a')
  expect(() => limit.take('a')).toThrow(expect.objectContaining({ code: 'too-many-requests' }))
  limit.take('b')
  now = 1000
  limit.take('a')
  expect(() => limit.take('a')).toThrow(expect.objectContaining({ detail: { seconds: 1 } }))
})

test('waiting long saves up no more than one burst', () => {
  let now = 0
  const limit = new RateLimit({ burst: 2, perSecond: 1 }, () => now)
  limit.take('a')
  now = 3_600_000
  limit.take('a')
  limit.take('a')
  expect(() => limit.take('a')).toThrow('too much at once')
})

test('many addresses of one IPv6 network are one reader, and an IPv4 address in IPv6 clothes is itself', () => {
  expect(network('2001:db8:1:2:3:4:5:6')).toBe(network('2001:db8:1:2::9'))
  expect(network('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(network('2001:db8:1:2::1')).not.toBe(network('2001:db8:1:3::1'))
  expect(network('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(network('192.0.2.1')).not.toBe(network('192.0.2.2'))
})
