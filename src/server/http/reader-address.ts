import { BlockList, isIP } from 'node:net'
import { problems } from '../../core/problem.ts'

/**
 * Whose request it is: the address of the socket, unless that is a proxy which the operator trusts. Then the proxy's own
 * word counts, and no further: the last address in `X-Forwarded-For` that is not itself a trusted proxy's. All before it
 * the reader may have written.
 */
export type ReaderAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
) => string | undefined

/**
 * @param trusted addresses of proxies, or networks as `10.0.0.0/8`
 * @throws Problem `parameter-malformed` for what is neither
 */
export function readerAddress(trusted: readonly string[]): ReaderAddress {
  const proxies = new BlockList()
  for (const given of trusted) addTo(proxies, given)
  const isProxy = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, family(address))
  return (socket, forwardedFor) => {
    if (socket === undefined || !isProxy(plain(socket))) return socket
    const passedOn = (forwardedFor ?? '').split(',').map((part) => plain(part.trim()))
    // A proxy that names nobody speaks for itself; a name that is no address could be chosen anew with every request.
    const reader = passedOn.findLast((address) => !isProxy(address))
    return reader !== undefined && isIP(reader) !== 0 ? reader : socket
  }
}

function addTo(proxies: BlockList, given: string): void {
  const [address = '', prefix, ...more] = given.split('/')
  const bits = isIP(address) === 4 ? 32 : 128
  const width = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN
  if (isIP(address) === 0 || more.length > 0 || !(width <= bits)) {
    throw problems.parameterMalformed({
      name: '--trusted-proxy',
      because: `“${given}” is no address`,
      fix: 'write 127.0.0.1, 2001:db8::1, or a network such as 10.0.0.0/8',
    })
  }
  proxies.addSubnet(address, width, family(address))
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** An IPv4 address in IPv6 clothes is itself. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
}
