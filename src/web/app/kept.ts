/** What this browser keeps for its reader between visits. Nothing of it is sent anywhere. */
export type KeptName = 'language' | 'theme' | `head:${string}`

/** `null` where nothing is kept, or the browser keeps nothing for this page. */
export function kept(name: KeptName): string | null {
  try {
    return localStorage.getItem(`jig:${name}`)
  } catch {
    return null
  }
}

/** Keeps a value for the next visit; says whether the browser let it. */
export function keep(name: KeptName, value: string): boolean {
  try {
    localStorage.setItem(`jig:${name}`, value)
    return true
  } catch {
    return false
  }
}
