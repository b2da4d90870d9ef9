#!/usr/bin/env node
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '../demonstration/files.ts'
import { threeNodes, threePolicy, type ThreeNode } from './nodes.ts'

// Three nodes in three processes, so that each can be killed, stopped and cut off by itself. A line for each event.
const folder = resolve(process.env['JIG_DATA'] ?? '.jig-three')
const firstPort = Number(process.env['JIG_PORT'] ?? 7016)
const COMES_BACK_MS = 5000

const nodes = threeNodes(folder, firstPort)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'policy.txt'), threePolicy(nodes))

let stopping = false
const running = new Map<string, ChildProcess>()

function say(name: string, line: string): void {
  process.stdout.write(`${name.padEnd(8)}  ${line}\n`)
}

function start(node: ThreeNode): void {
  // One database cannot hold three logs: each node has a store of its own.
  const { DATABASE_URL: _, JIG_POLICY: __, ...env } = process.env
  const child = spawn(process.execPath, [join(packageRoot, 'dist/cli/main.js'), ...node.args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.set(node.name, child)
  say(node.name, `starts: process ${child.pid ?? '?'}, folder ${node.folder}, port ${node.port}`)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => say(node.name, line))
  }
  child.on('exit', (code, signal) => {
    running.delete(node.name)
    say(node.name, `stopped (${signal ?? `exit code ${code ?? '?'}`})`)
    if (stopping) return
    say(node.name, `comes back in ${COMES_BACK_MS / 1000} s; the others go on`)
    setTimeout(() => {
      if (!stopping) start(node)
    }, COMES_BACK_MS).unref()
  })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping = true
    for (const child of running.values()) child.kill('SIGTERM')
  })
}

say(
  'three',
  `who has cosigned what: http://127.0.0.1:${firstPort}/api/nodes; kill any of them and see. Stop with Ctrl-C`,
)
for (const node of nodes) start(node)
