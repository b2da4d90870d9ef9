import { useEffect, useState } from 'react'

/** Whether the window is at least `pixels` wide: what stands open on a desk is folded up on a phone. */
export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px)`
  const [wide, setWide] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const change = () => setWide(media.matches)
    change()
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [query])
  return wide
}
