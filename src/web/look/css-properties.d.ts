export type { CSSProperties } from 'react'

declare module 'react' {
  // Custom properties that a part sets for its style sheet.
  interface CSSProperties {
    '--readings'?: number
  }
}
