import type { Map as MapLibre } from 'maplibre-gl'
import { INCIDENT_LOOKS } from '../../parts/status-looks.ts'

const SCALE = 2
/** The outlines of `parts/shapes.tsx` that incidents use, as one path each in a 12 by 12 square. */
const OUTLINES: Readonly<Record<string, { readonly path: string; readonly open?: true }>> = {
  disc: { path: 'M6 1.2a4.8 4.8 0 1 0 .01 0z' },
  triangle: { path: 'M6 .8 11.6 10.8H.4z' },
  diamond: { path: 'M6 .4 11.6 6 6 11.6.4 6z' },
  square: { path: 'M1.7 1.7h8.6v8.6H1.7z', open: true },
  clock: { path: 'M6 1.2a4.8 4.8 0 1 0 .01 0z', open: true },
  question: { path: 'M6 1.2a4.8 4.8 0 1 0 .01 0z', open: true },
  slashed: { path: 'M6 1.2a4.8 4.8 0 1 0 .01 0zM2.8 9.2l6.4-6.4', open: true },
}

/** Draws the symbol of every status into the map, in the colours that the page has now. */
export function addIcons(map: MapLibre, paper: string): void {
  for (const { tone, shape } of Object.values(INCIDENT_LOOKS)) {
    const outline = OUTLINES[shape]
    const name = `${tone}-${shape}`
    if (outline === undefined || map.hasImage(name)) continue
    const colour = resolved(tone === 'breached' ? '--overdue' : `--${tone}`)
    const image = drawn(18, (context) => {
      context.translate(3, 3)
      const path = new Path2D(outline.path)
      context.lineJoin = 'round'
      context.strokeStyle = paper
      context.lineWidth = 3.4
      context.stroke(path)
      context.fillStyle = outline.open === true ? paper : colour
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
      context.fill(path)
      if (outline.open === true) {
        context.strokeStyle = colour
        context.lineWidth = 1.7
        context.stroke(path)
      }
    })
    map.addImage(name, image, { pixelRatio: SCALE })
  }
}

/** The number on a cluster, drawn when the map first asks for it (`n-42`). */
export function addNumber(map: MapLibre, name: string, ink: string, write: (n: number) => string): void {
  const n = Number(/^n-(\d+)$/.exec(name)?.[1])
  if (Number.isNaN(n) || map.hasImage(name)) return
  const image = drawn(44, (context) => {
    context.font = '600 12px "IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif'
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = ink
    context.fillText(write(n), 22, 22.5)
  })
  map.addImage(name, image, { pixelRatio: SCALE })
}

function drawn(size: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = size * SCALE
  canvas.height = size * SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser draws nothing')
  context.scale(SCALE, SCALE)
  draw(context)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** A token as the colour it is now: a canvas does not know `light-dark()`. */
function resolved(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}
