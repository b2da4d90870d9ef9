import { useSyncExternalStore } from 'react'
import { keep, kept } from './kept.ts'

/** `system` follows the reader's computer. */
export type Theme = 'system' | 'light' | 'dark'
export const THEMES = ['system', 'light', 'dark'] as const

export function keptTheme(): Theme {
  const theme = kept('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Puts a theme on the page and keeps it for the next visit. */
export function wear(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  keep('theme', theme)
}

const SYSTEM_DARK = '(prefers-color-scheme: dark)'

function isDark(): boolean {
  const theme = document.documentElement.dataset['theme']
  return theme === 'dark' || (theme !== 'light' && matchMedia(SYSTEM_DARK).matches)
}

/** Whether the page is dark, as it changes: what is drawn by hand (the map) follows neither CSS nor the system. */
export function useDark(): boolean {
  return useSyncExternalStore(whenTurned, isDark)
}

function whenTurned(turned: () => void): () => void {
  const system = matchMedia(SYSTEM_DARK)
  const page = new MutationObserver(turned)
  system.addEventListener('change', turned)
  page.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', turned)
    page.disconnect()
  }
}
