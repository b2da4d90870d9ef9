type Child = Node | string | undefined
type Attributes = Readonly<Record<string, string | boolean | ((event: never) => void) | undefined>>

/** An element with its attributes; `onclick` and the like take a function, `true` an attribute without a value. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the event beside its listener
    if (typeof value === 'function') element.addEventListener(key.slice(2), value as EventListener)
    else if (value === true) element.setAttribute(key, '')
    else if (typeof value === 'string') element.setAttribute(key, value)
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  el('a', { href: address, download: name }).click()
  URL.revokeObjectURL(address)
}
