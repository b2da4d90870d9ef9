import { Map as MapLibre, Marker, setWorkerUrl, type GeoJSONSource, type LngLat } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { IncidentSummaryView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { useDark } from '../../app/theme.ts'
import { addIcons, addNumber } from './map-icons.ts'
import { placeLabels } from './map-labels.ts'
import { mapColours, mapStyle } from './map-style.ts'
import { dotsOf, iconOf, marksOf, pointOf, precisionRing, type Mark } from './map-view.ts'

// Without it MapLibre 6 never fires `load`.
setWorkerUrl(workerUrl)

const WHOLE_COUNTRY = {
  bounds: [35.4, 32.2, 42.5, 37.4] as [number, number, number, number],
  // Room below for the time bar, which lies over the map.
  fitBoundsOptions: { padding: { top: 24, bottom: 150, left: 24, right: 24 } },
}

type IncidentMapProps = {
  readonly incidents: readonly IncidentSummaryView[]
  readonly chosen: IncidentSummaryView | undefined
  readonly onChoose: (id: string | null) => void
}

/** Whether this browser can draw the map at all; a table takes its place where it cannot. */
export function canDrawMap(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

/** The incidents on the map. It draws what `map-view.ts` decides and answers clicks; the list is the way for the keyboard. */
export function IncidentMap({ incidents, chosen, onChoose }: IncidentMapProps) {
  const { say, language, count } = useSpeech()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | undefined>(undefined)
  const lastCamera = useRef<{ readonly center: LngLat; readonly zoom: number } | undefined>(undefined)
  const dark = useDark()
  const dots = useMemo(() => dotsOf(incidents), [incidents])
  const write = useEffectEvent(count)
  const choose = useEffectEvent(onChoose)

  useEffect(() => {
    if (place.current === null) return undefined
    const drawing = new MapLibre({
      container: place.current,
      style: mapStyle(dark),
      // Drawn anew for another theme, it stays where the reader has moved it.
      ...(lastCamera.current ?? WHOLE_COUNTRY),
      attributionControl: false,
      maxZoom: 13,
      minZoom: 4.5,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    })
    drawing.touchZoomRotate.disableRotation()
    drawing.setMissingStyleImageResolver((id) => addNumber(drawing, id, dark ? '#10161d' : '#ffffff', write))
    drawing.on('load', () => {
      addIcons(drawing, mapColours(dark).paper)
      setMap(drawing)
    })
    drawing.on('click', ({ point }) => {
      const [hit] = drawing.queryRenderedFeatures(
        [
          [point.x - 6, point.y - 6],
          [point.x + 6, point.y + 6],
        ],
        { layers: ['incidents', 'clusters'] },
      )
      const id: unknown = hit?.properties['id']
      if (typeof id === 'string') choose(id)
      else if (hit?.geometry.type === 'Point') {
        const [lon = 0, lat = 0] = hit.geometry.coordinates
        drawing.easeTo({ center: [lon, lat], zoom: drawing.getZoom() + 1.6, duration: 120 })
      } else choose(null)
    })
    drawing.on('mousemove', ({ point }) => {
      const over = drawing.queryRenderedFeatures(point, { layers: ['incidents', 'clusters'] }).length > 0
      drawing.getCanvas().style.cursor = over ? 'pointer' : ''
    })
    return () => {
      lastCamera.current = { center: drawing.getCenter(), zoom: drawing.getZoom() }
      setMap(undefined)
      drawing.remove()
    }
  }, [dark])

  useEffect(() => {
    if (map === undefined) return undefined
    const draw = () => {
      const bounds = map.getBounds()
      const marks = marksOf(
        dots,
        [bounds.getWest() - 0.3, bounds.getSouth() - 0.3, bounds.getEast() + 0.3, bounds.getNorth() + 0.3],
        map.getZoom(),
      )
      fill(map, 'incidents', marks.filter(({ is }) => is === 'incident').map(feature))
      fill(map, 'clusters', marks.filter(({ is }) => is === 'cluster').map(feature))
    }
    draw()
    map.on('moveend', draw)
    return () => {
      map.off('moveend', draw)
    }
  }, [map, dots])

  useEffect(() => {
    if (map === undefined) return
    const point = pointOf(chosen?.where)
    const ring = precisionRing(chosen?.where)
    fill(
      map,
      'chosen',
      point === undefined || chosen === undefined
        ? []
        : [pointFeature(point, { icon: iconOf(chosen.status) })],
    )
    fill(
      map,
      'ring',
      ring === undefined
        ? []
        : [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
    )
    if (point !== undefined && !map.getBounds().contains([point[0], point[1]])) {
      map.easeTo({ center: [point[0], point[1]], duration: 120 })
    }
  }, [map, chosen])

  useEffect(() => (map === undefined ? undefined : placeLabels(map, language, Marker)), [map, language])

  return (
    <div className="map">
      <p id="map-keyboard" className="hidden-but-read">
        {say('map.keyboard')}
      </p>
      <div
        ref={place}
        className="map-canvas"
        role="region"
        aria-label={say('map.label')}
        aria-describedby="map-keyboard"
        dir="ltr"
      />
      <div className="map-controls">
        <button
          type="button"
          className="step"
          aria-label={say('map.closer')}
          onClick={() => map?.zoomIn({ duration: 120 })}
        >
          +
        </button>
        <button
          type="button"
          className="step"
          aria-label={say('map.farther')}
          onClick={() => map?.zoomOut({ duration: 120 })}
        >
          −
        </button>
      </div>
    </div>
  )
}

function fill(map: MapLibre, id: string, features: GeoJSON.Feature[]): void {
  void map.getSource<GeoJSONSource>(id)?.setData({ type: 'FeatureCollection', features })
}

function pointFeature(
  point: readonly [number, number],
  properties: GeoJSON.GeoJsonProperties,
): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...point] } }
}

function feature(mark: Mark): GeoJSON.Feature {
  return pointFeature(
    [mark.lon, mark.lat],
    mark.is === 'incident' ? { id: mark.id, icon: mark.icon } : { n: mark.n },
  )
}
