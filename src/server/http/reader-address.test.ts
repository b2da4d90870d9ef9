import { expect, test } from 'vitest'
import { readerAddress } from './reader-address.ts'

const behindOne = readerAddress(['192.0.2.1', '10.0.0.0/8', '2001:db8::/32'])

test.each([
  ['nobody forwards', '198.51.100.7', undefined, '198.51.100.7'],
  ['a stranger names another: it is not believed', '198.51.100.7', '203.0.113.5', '198.51.100.7'],
  ['a trusted proxy names the reader', '192.0.2.1', '203.0.113.5', '203.0.113.5'],
  ['the reader wrote names of its own first', '192.0.2.1', '1.1.1.1, 10.9.9.9, 203.0.113.5', '203.0.113.5'],
  ['two trusted proxies stand behind each other', '192.0.2.1', '203.0.113.5, 10.1.2.3', '203.0.113.5'],
  ['the proxy names nobody', '192.0.2.1', undefined, '192.0.2.1'],
  ['the proxy names what is no address', '192.0.2.1', 'unknown', '192.0.2.1'],
  ['an IPv4 socket in IPv6 clothes', '::ffff:192.0.2.1', '::ffff:203.0.113.5', '203.0.113.5'],
  ['IPv6 throughout', '2001:db8::9', '2001:db9::1', '2001:db9::1'],
])('%s', (_, socket, forwardedFor, reader) => {
  expect(behindOne(socket, forwardedFor)).toBe(reader)
})

test('where no proxy is trusted, the header says nothing', () => {
  expect(readerAddress([])('192.0.2.1', '203.0.113.5')).toBe('192.0.2.1')
})

test.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', ''])('“%s” is refused', (given) => {
  expect(() => readerAddress([given])).toThrow(expect.objectContaining({ code: 'parameter-malformed' }))
})
