import type { Map as MapLibre, Marker } from 'maplibre-gl'
import { z } from 'zod'
import { LABEL_SOURCES } from './map-style.ts'

const labelled = z.object({
  features: z.array(
    z.object({
      geometry: z.custom<GeoJSON.Geometry>(),
      properties: z.object({
        name: z.string(),
        name_ar: z.string().optional(),
        name_ru: z.string().optional(),
        rank: z.int().optional(),
      }),
    }),
  ),
})

/**
 * Writes the names over the map as HTML: the browser shapes Arabic and picks the fonts of the page, which a label drawn
 * by the map would do wrong. They are decoration for the eye; the list says every place in words.
 */
export function placeLabels(map: MapLibre, language: 'en' | 'ar' | 'ru', make: typeof Marker): () => void {
  const markers: { readonly marker: Marker; readonly rank: number }[] = []
  const written = new Set<string>()
  const stop = new AbortController()
  const put = (at: [number, number], text: string, kind: string, rank: number) => {
    const label = document.createElement('span')
    label.className = `map-label ${kind} rank-${rank}`
    label.textContent = text
    written.add(text)
    label.ariaHidden = 'true'
    label.lang = language
    const marker = new make({ element: label, anchor: kind === 'town' ? 'bottom' : 'center' })
    markers.push({ marker: marker.setLngLat(at).addTo(map), rank: kind === 'town' ? rank : rank + 10 })
  }
  const load = async (url: string, kind: string) => {
    const response = await fetch(url, { signal: stop.signal })
    const { features } = labelled.parse(await response.json())
    for (const { geometry, properties } of features) {
      const text =
        (language === 'ar' ? properties.name_ar : language === 'ru' ? properties.name_ru : undefined) ??
        properties.name
      const at = middleOf(geometry)
      const again = text === '' || (kind === 'division' && written.has(text))
      if (at !== undefined && !again && !stop.signal.aborted) put(at, text, kind, properties.rank ?? 3)
    }
  }
  // A map without names is still a map: a failed fetch leaves them out. Towns first: a division named like its town
  // would be written twice.
  void load(LABEL_SOURCES.towns, 'town')
    .catch(() => undefined)
    .then(() => load(LABEL_SOURCES.admin1, 'division'))
    .catch(() => undefined)
    .then(() => {
      if (!stop.signal.aborted) clear()
    })
  const scale = () => {
    const zoom = map.getZoom()
    map.getContainer().dataset['near'] = zoom >= 7.2 ? 'yes' : zoom >= 6 ? 'middle' : 'no'
  }
  // A name that a cluster covers moves above it: the number must stay readable, and so must the name. Where two names
  // then lie on one another, the lesser place keeps silent until the reader comes closer.
  const clear = () => {
    const bubbles = map.queryRenderedFeatures({ layers: ['clusters'] }).flatMap(({ geometry }) => {
      if (geometry.type !== 'Point') return []
      const [lon = 0, lat = 0] = geometry.coordinates
      return [map.project([lon, lat])]
    })
    const taken: Box[] = []
    for (const { marker, rank } of markers.toSorted((a, b) => a.rank - b.rank)) {
      const at = map.project(marker.getLngLat())
      const lift = liftAbove(bubbles, at) - at.y
      marker.setOffset([0, lift])
      const element = marker.getElement()
      const { offsetWidth: width, offsetHeight: height } = element
      const box = { left: at.x - width / 2, top: at.y + lift - height, width, height }
      const hidden = width > 0 && rank > 1 && taken.some((other) => overlap(box, other))
      element.style.visibility = hidden ? 'hidden' : ''
      if (!hidden && width > 0) taken.push(box)
    }
  }
  scale()
  map.on('zoom', scale)
  map.on('idle', clear)
  return () => {
    stop.abort()
    map.off('zoom', scale)
    map.off('idle', clear)
    for (const { marker } of markers) marker.remove()
  }
}

type Point = { readonly x: number; readonly y: number }

/** The height at which a name stands clear of the clusters: above one that covers it, and above what covers it there. */
export function liftAbove(bubbles: readonly Point[], at: Point): number {
  let height = at.y
  // A pile of more than three has no free place near; the name then stays where the third left it.
  for (let n = 0; n < 3; n += 1) {
    const now = height
    const covering = bubbles.find(
      ({ x, y }) => Math.abs(x - at.x) < 44 && y - now < 14 && now - y < 34 && y - 24 < now,
    )
    if (covering === undefined) break
    height = covering.y - 24
  }
  return height
}

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** Whether two boxes of the screen share a point. */
export function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  )
}

/** The middle of the box around a shape; of several parts the one with the most corners. */
export function middleOf(geometry: GeoJSON.Geometry): [number, number] | undefined {
  if (geometry.type === 'Point') {
    const [lon = 0, lat = 0] = geometry.coordinates
    return [lon, lat]
  }
  const rings =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  const outer = rings.map(([ring = []]) => ring).toSorted((a, b) => b.length - a.length)[0]
  if (outer === undefined || outer.length === 0) return undefined
  const lons = outer.map(([lon = 0]) => lon)
  const lats = outer.map(([, lat = 0]) => lat)
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}
