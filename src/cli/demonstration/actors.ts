import { z } from 'zod'
import { actorId, named, partyId, role } from '../../core/statement/fields.ts'
import { problems } from '../../core/problem.ts'

const FILE = 'data/syria-2016/actors.json'

const actors = z
  .array(
    z.strictObject({ id: actorId, name: named, roles: z.array(role).min(1), actsFor: partyId.optional() }),
  )
  .min(1)

/** Somebody who speaks in the demonstration. */
export type DemonstrationActor = z.output<typeof actors>[number]

/**
 * Reads the list of actors; the first is the log's operator.
 * @throws Problem `file-unreadable`
 */
export function readActors(json: string): readonly DemonstrationActor[] {
  const read = actors.safeParse(JSON.parse(json))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw problems.fileUnreadable({
    file: FILE,
    because: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of actors'}`,
    where: { file: FILE },
  })
}
