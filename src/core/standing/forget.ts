import type { Engine } from './engine-state.ts'

/**
 * Empties all that an engine keeps for speed alone. No answer changes by it. Whoever adds such a cache empties it here,
 * or a put-away picture carries it along (`put-away.test.ts` notices).
 */
export function forgetKept(engine: Engine): void {
  engine.touches.clear()
  engine.actors.asOf.clear()
  for (const { kept } of engine.acts.values()) kept.clear()
  for (const versions of engine.texts.values()) {
    for (const { timelines, under } of versions) {
      under.clear()
      timelines.length = 0
    }
  }
}
