/** Shapes of statuses, so that none is told by colour alone. Drawn in a 12 by 12 square. */
export const SHAPES = {
  tick: <path d="M2 6.5 5 9.5 10.5 3" fill="none" stroke="currentColor" strokeWidth="2" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6z" fill="currentColor" />
    </>
  ),
  disc: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  clock: (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 3.2V6l2 1.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  triangle: <path d="M6 1 11.4 10.6H.6z" fill="currentColor" />,
  octagon: (
    <>
      <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8z" fill="currentColor" />
      <path d="m4 4 4 4m0-4L4 8" stroke="var(--cross, #fff)" strokeWidth="1.4" />
    </>
  ),
  diamond: (
    <>
      <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M3 6h6" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  ring: (
    <circle
      cx="6"
      cy="6"
      r="4.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2.2 1.6"
    />
  ),
  slashed: (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="m2.8 9.2 6.4-6.4" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  pause: <path d="M3.5 2v8m5-8v8" stroke="currentColor" strokeWidth="2.2" />,
  square: <path d="M1.7 1.7h8.6v8.6H1.7z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  question: (
    <>
      <circle
        cx="6"
        cy="6"
        r="4.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray="2.2 1.6"
      />
      <path d="M4.6 4.8A1.5 1.5 0 1 1 6 6.4v.6" fill="none" stroke="currentColor" strokeWidth="1.1" />
      <circle cx="6" cy="8.6" r=".8" fill="currentColor" />
    </>
  ),
} as const
export type Shape = keyof typeof SHAPES

export function ShapeMark({ of }: { readonly of: Shape }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className="shape">
      {SHAPES[of]}
    </svg>
  )
}
