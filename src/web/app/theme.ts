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

/** Whether the page is dark now: what is drawn by hand (the map) must ask. */
export function isDark(): boolean {
  const theme = document.documentElement.dataset['theme']
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}
