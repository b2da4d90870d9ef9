import { expect, test } from 'vitest'
import { addressOf } from '../../core/api/address.ts'
import { boardView } from '../../core/api/agreement.ts'
import { logView } from '../../core/api/log.ts'
import { write } from '../../core/api/write.ts'
import { RECORD_READING } from '../../core/evidence/readings.ts'
import { boardOf } from '../../core/standing/board.ts'
import { hours } from '../../core/standing/small-world.test-support.ts'
import { at, clause, id, moment, power, told, truce, until } from '../../core/standing/truce.test-support.ts'
import { picturesFrom } from '../reading/pictures.ts'
import { speechIn } from '../words.ts'
import { standingCommand } from './standing.ts'

/** What is printed of the truce in which WHITE declared the end before it could withdraw, as its server would answer. */
async function printed(): Promise<readonly string[]> {
  const late = { is: 'instant', instant: at(hours(29)) } as const
  const engine = told(
    truce({
      clauses: [clause('TRU.1', { window: until(hours(48)) })],
      powers: [power('TRU.2', { by: ['WHITE'], may: 'withdraw', limits: { by: late } })],
    }),
    {
      kind: 'end-declared',
      by: 'white.mfa',
      agreement: 'TRU',
      party: 'WHITE',
      when: moment(hours(30)),
    },
  )
  const asOf = { at: at(hours(60)), known: engine.size, reading: RECORD_READING }
  const answers = new Map<string, unknown>([
    [
      addressOf('log', {}),
      write(logView, {
        log: 'test',
        origin: 'test',
        title: { en: 'A trial' },
        demonstration: false,
        size: engine.size,
        logKey: '',
        clock: null,
      }),
    ],
    [
      addressOf('standings', { id: 'TRU' }),
      write(boardView, boardOf(engine, { agreement: id('TRU'), ...asOf })),
    ],
  ])
  const out: string[] = []
  const streams = {
    out: (line: string) => void out.push(line),
    err: () => undefined,
    bytes: () => undefined,
    columns: 120,
    isTerminal: false,
    errIsTerminal: false,
    colour: false,
  }
  await using pictures = picturesFrom(async (address) => Response.json(answers.get(address)))
  const whole = { agreement: 'TRU', at: undefined, known: undefined, reading: undefined }
  const options = { ...whole, party: undefined, certificate: undefined }
  await standingCommand(undefined, options, { pictures, speech: speechIn('en'), json: false, streams })
  return out
}

test('with what a declared end amounts to by a clock, every reason for it is printed', async () => {
  const lines = await printed()
  const from = lines.findIndex((line) =>
    line.startsWith('By the text’s own clock, WHITE ended the period early'),
  )
  expect(lines.slice(from + 1)).toEqual([
    expect.stringContaining('WHITE holds a power to withdraw'),
    expect.stringContaining('The power TRU.2 was used after the time until which the text allows it'),
  ])
})
