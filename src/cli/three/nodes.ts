import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { DEMONSTRATION_ORIGIN } from '../demonstration/build.ts'

/** One of the three nodes: what it is called, the folder that is its own, the port it listens on. */
export type ThreeNode = {
  readonly name: string
  readonly folder: string
  readonly port: number
  /** How it is started: the arguments of `jig`. */
  readonly args: readonly string[]
}

/** The two national nodes, as the July 2016 draft had them beside the shared office: one of each participant. */
const NATIONAL = ['usa.node', 'rus.node'] as const

/** Three nodes below one folder, on three ports from the first. The shared office keeps the log, the others follow it. */
export function threeNodes(folder: string, firstPort: number): readonly ThreeNode[] {
  const shared = `http://127.0.0.1:${firstPort}`
  const policy = `${folder}/policy.txt`
  const where = (name: string, port: number) => [
    '--data',
    `${folder}/${name}`,
    '--port',
    String(port),
    '--policy',
    policy,
  ]
  return [
    {
      name: 'shared',
      folder: `${folder}/shared`,
      port: firstPort,
      args: ['serve', ...where('shared', firstPort)],
    },
    ...NATIONAL.map((name, i) => {
      const port = firstPort + 1 + i
      const args = ['follow', shared, ...where(name, port), '--name', name, '--demonstration']
      return { name, folder: `${folder}/${name}`, port, args }
    }),
  ]
}

/** The policy of the three: both national nodes are expected, and one of them makes a head trusted. */
export function threePolicy(nodes: readonly ThreeNode[]): string {
  const log = verifierKey(
    DEMONSTRATION_ORIGIN,
    demonstrationSigner(DEMONSTRATION_ORIGIN).publicKey,
    'ed25519',
  )
  const [shared, ...national] = nodes
  return [
    '# Who is expected to cosign the tree heads of the demonstration, and how many make a head trusted.',
    '# The keys are demonstration keys: anybody can sign with them.',
    `log ${formatVerifierKey(log)} http://127.0.0.1:${shared?.port ?? 0}`,
    '',
    ...national.map(({ name, port }) => {
      const key = verifierKey(name, demonstrationSigner(name).publicKey, 'cosignature')
      return `witness ${name} ${formatVerifierKey(key)} http://127.0.0.1:${port}`
    }),
    '',
    '# One that withholds its cosignature is shown as absent, and stops nothing.',
    `group national any ${national.map(({ name }) => name).join(' ')}`,
    'quorum national',
    '',
  ].join('\n')
}
