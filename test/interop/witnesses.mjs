import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { formatVerifierKey, verifierKey } from '../../dist/core/log/verifier-key.js'
import { signStatement } from '../../dist/core/statement/sign.js'
import { demonstrationSigner } from '../../dist/server/keys/node-signer.js'

/** Starts a program and waits for the line in which it says where it listens. */
async function listening(command, args, pattern) {
  const { DATABASE_URL: _, JIG_POLICY: __, ...env } = process.env
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const found = pattern.exec(line)
    if (found !== null) return { child, found }
  }
  throw new Error(`${args.join(' ')} ended before it listened`)
}

async function until(so) {
  for (let tries = 0; tries < 600; tries++) {
    if (await so()) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

const nodesOf = async (url) => (await fetch(`${url}/api/nodes`)).json()

/**
 * A client of witnesses asks a jig that cosigns, and a witness is asked by a jig that keeps a log; neither of the two was
 * written for jig. `expect` is told of each check.
 */
export async function tryWitnesses({ jig, program, at, expect }) {
  const { logKey } = JSON.parse(readFileSync(at('good/log.json'), 'utf8'))
  const witness = await listening(program, ['serve', logKey], /^(http:\S+) (\S+)$/)
  const [, address, key] = witness.found
  writeFileSync(at('witness-policy.txt'), `log ${logKey}\nwitness theirs ${key} ${address}\nquorum theirs\n`)
  const serve = ['serve', '--data', at('data'), '--port', '0', '--policy', at('witness-policy.txt')]
  const office = await listening(process.execPath, [jig, ...serve], /(http:\/\/localhost:\d+)/)
  const url = office.found[1]
  const running = [witness.child, office.child]
  try {
    const trusted = await until(async () => (await nodesOf(url)).trusted)
    expect('a witness of transparency-dev cosigns the head of a jig', trusted, await nodesOf(url))
    const before = (await nodesOf(url)).size
    await handIn(url)
    const grown = await until(async () => {
      const { trusted: now, size } = await nodesOf(url)
      return now && size > before
    })
    expect('and the next, by the consistency proof that jig sends', grown, await nodesOf(url))
    const follow = [
      'follow',
      url,
      '--data',
      at('follower'),
      '--port',
      '0',
      '--name',
      'usa.node',
      '--demonstration',
    ]
    const node = await listening(process.execPath, [jig, ...follow], /serves it at (http:\/\/localhost:\d+)/)
    running.push(node.child)
    await askAsTheirClient({ program, at, expect, office: url, node: node.found[1] })
  } finally {
    for (const child of running) child.kill('SIGKILL')
  }
}

async function handIn(url) {
  const saidAt = `${new Date().toISOString().slice(0, 19)}Z`
  const said = { jig: 1, log: 'syria-2016', kind: 'document-cited', by: ['snhr'], saidAt, about: 'a page' }
  const note = signStatement(said, [demonstrationSigner('snhr')])
  const answer = await fetch(`${url}/api/statements`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: note,
  })
  if (!answer.ok) throw new Error(await answer.text())
}

async function askAsTheirClient({ program, at, expect, office, node }) {
  await until(async () => (await nodesOf(node)).size === (await nodesOf(office)).size)
  const key = formatVerifierKey(
    verifierKey('usa.node', demonstrationSigner('usa.node').publicKey, 'cosignature'),
  )
  const head = await (await fetch(`${office}/checkpoint`)).text()
  const [, size] = head.split('\n')
  const ask = (old, checkpoint) => {
    writeFileSync(at('asked'), checkpoint)
    const { stdout } = spawnSync(program, ['ask', node, old, at('asked'), key], { encoding: 'utf8' })
    return stdout.trim()
  }
  const cases = [
    ['the size it cosigned last, when asked from nothing', ask('0', head), `size ${size}`],
    ['its cosignature, when asked from there', ask(size, head), 'cosigned'],
    ['that an old size lies above the head', ask(`${size}0`, head), 'old size > current'],
    [
      'that the log has not signed it',
      ask(size, head.replace(`\n${size}\n`, `\n${size}0\n`)),
      'no valid signatures',
    ],
    [
      'that it knows no such log',
      ask(size, head.replaceAll('jig.example/syria-2016', 'other.example/log')),
      'unknown log',
    ],
  ]
  for (const [what, got, want] of cases)
    expect(`a client of transparency-dev learns from a jig ${what}`, got === want, `${got}, not ${want}`)
}
