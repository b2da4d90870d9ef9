import { expect, test } from 'vitest'
import { parseDuration, plus } from '../../src/core/time/instant.ts'
import { lineTo } from '../../src/server/follow/line.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { NOW, report } from '../contracts/some-log.ts'
import { until } from '../contracts/until.ts'
import { policyOf, reports, trialFollower, trialLog, trialServer, type Lie } from './trial-nodes.ts'

const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')
const east = demonstrationSigner('east.node')

/** Takes the question and never answers, as a stopped process does. */
const hangs: Lie = () => new Promise(() => {})
/** No test waits that long: who is asked with this patience is asked in vain for good. */
const HOUR_MS = 3_600_000

test('a cosigner that hangs keeps nobody from the log, and hides no other cosigner', async () => {
  await using log = await trialLog([...reports(5), report(60)])
  await using twin = await trialLog([...reports(5), report(70)])
  await using server = await trialServer(log.fetch)
  await using frozen = await trialServer(log.fetch)
  frozen.lie = hangs
  await using other = await trialServer(twin.fetch)
  const cosigners = [
    { signer: south, url: frozen.url },
    { signer: east, url: other.url },
  ]
  await using node = await trialFollower(server.url, {
    signer: north,
    policy: policyOf([{ signer: north }, ...cosigners], 1),
    connect: (to, signal) => lineTo(to, { signal, patienceMs: HOUR_MS }),
  })
  node.following.start({ pollMs: 5, backOffMs: 5 })
  await until(() => node.found().length > 0)
  const size = log.ledger.size() + 1
  await log.ledger.submit(report(80))
  await until(() => node.following.ledger.size() === size)
  expect(node.found()).toEqual(['split-view'])
  server.down = true
  await until(() => node.following.company.nodes().follows?.state === 'line-down')
  server.down = false
  await until(() => node.following.company.nodes().follows?.state === 'up-to-date')
})

test('a log that hangs is no longer called up to date after a while', async () => {
  await using log = await trialLog(reports(3))
  await using server = await trialServer(log.fetch)
  let now = NOW
  await using node = await trialFollower(server.url, {
    clock: () => now,
    connect: (to, signal) => lineTo(to, { signal, patienceMs: HOUR_MS }),
  })
  const standing = () => node.following.company.nodes().follows
  expect(standing()?.state).toBe('starting')
  await node.following.look()
  expect(standing()).toMatchObject({ state: 'up-to-date', answeredAt: NOW })
  server.lie = hangs
  const hanging = node.following.look().catch(() => undefined)
  expect(standing()?.state).toBe('up-to-date')
  now = plus(now, parseDuration('1min'))
  expect(standing()).toMatchObject({
    state: 'line-down',
    because: expect.stringContaining('nothing has come from it since'),
    answeredAt: NOW,
  })
  await node[Symbol.asyncDispose]()
  await hanging
})
