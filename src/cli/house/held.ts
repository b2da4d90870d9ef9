/** Things that are open together. Closing closes each, the last opened first, as each may still use those before it. */
export type Held = AsyncDisposable & { readonly hold: <T extends AsyncDisposable>(thing: T) => T }

/** Node 20 has no AsyncDisposableStack; this is the part of it that is needed here. */
export function held(): Held {
  const things: AsyncDisposable[] = []
  return {
    hold: (thing) => {
      things.push(thing)
      return thing
    },
    async [Symbol.asyncDispose]() {
      // Each is closed even where one before it fails; the first failure is the one that is told.
      const failures: unknown[] = []
      for (let thing = things.pop(); thing !== undefined; thing = things.pop()) {
        try {
          await thing[Symbol.asyncDispose]()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

/** Opens several things, of which all are closed again if one of them cannot be opened. */
export async function holding<T>(
  open: (hold: Held['hold']) => Promise<T>,
): Promise<{ readonly value: T; readonly close: () => Promise<void> }> {
  const all = held()
  try {
    return { value: await open(all.hold), close: async () => all[Symbol.asyncDispose]() }
  } catch (error) {
    await all[Symbol.asyncDispose]()
    throw error
  }
}
