import Supercluster from 'supercluster'
import type { IncidentSummaryView } from '../../../core/api/incident.ts'
import { incidentLook } from '../../parts/status-looks.ts'

/** What stands at one point of the map: an incident, or many that lie too close together to tell apart. */
export type Mark =
  | {
      readonly is: 'incident'
      readonly id: string
      readonly icon: string
      readonly lon: number
      readonly lat: number
    }
  | {
      readonly is: 'cluster'
      readonly key: number
      readonly n: number
      readonly lon: number
      readonly lat: number
    }

export type Corners = readonly [west: number, south: number, east: number, north: number]
type Dot = { readonly id: string; readonly icon: string }
export type Dots = Supercluster<Dot>

/** Incidents that somebody could place, ready to be asked what a map shows. Those without a point are only in the list. */
export function dotsOf(incidents: readonly IncidentSummaryView[]): Dots {
  const dots = new Supercluster<Dot>({ radius: 42, maxZoom: 11, minPoints: 4 })
  return dots.load(
    incidents.flatMap(({ id, where, status }) => {
      const point = pointOf(where)
      if (point === undefined) return []
      return [
        {
          type: 'Feature',
          properties: { id, icon: iconOf(status) },
          geometry: { type: 'Point', coordinates: [...point] },
        },
      ]
    }),
  )
}

/** What the map shows in these corners at this zoom: decided here, only drawn by the map. */
export function marksOf(dots: Dots, corners: Corners, zoom: number): readonly Mark[] {
  return dots.getClusters([...corners], Math.floor(zoom)).map((feature): Mark => {
    const [lon = 0, lat = 0] = feature.geometry.coordinates
    const { properties } = feature
    if ('cluster_id' in properties && typeof properties['cluster_id'] === 'number') {
      return { is: 'cluster', key: properties['cluster_id'], n: properties['point_count'], lon, lat }
    }
    return { is: 'incident', id: String(properties['id']), icon: String(properties['icon']), lon, lat }
  })
}

/** The image of a status on the map: its tone and its shape, as in the list. */
export function iconOf(status: IncidentSummaryView['status']): string {
  const { tone, shape } = incidentLook(status)
  return `${tone}-${shape}`
}

/** Longitude and latitude in degrees. */
export function pointOf(where: IncidentSummaryView['where']): readonly [number, number] | undefined {
  if (where?.latE7 === undefined || where.lonE7 === undefined) return undefined
  return [where.lonE7 / 1e7, where.latE7 / 1e7]
}

const METRES_A_DEGREE = 111_320

/** The ring inside which the source could place it, for drawing only. `undefined` where it gives no radius. */
export function precisionRing(where: IncidentSummaryView['where']): [number, number][] | undefined {
  const point = pointOf(where)
  if (point === undefined || where?.radius === undefined || where.radius === 0) return undefined
  const [lon, lat] = point
  const north = where.radius / METRES_A_DEGREE
  const east = north / Math.cos((lat * Math.PI) / 180)
  return Array.from({ length: 65 }, (_, i) => {
    const turn = (i / 64) * 2 * Math.PI
    return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)]
  })
}

/** `36.2012, 37.1612`: latitude first, as people read them out. Four decimals are about ten metres. */
export function coordinatesText(where: IncidentSummaryView['where']): string | undefined {
  const point = pointOf(where)
  return point === undefined ? undefined : `${point[1].toFixed(4)}, ${point[0].toFixed(4)}`
}
