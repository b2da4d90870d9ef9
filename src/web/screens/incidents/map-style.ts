import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'
import admin1 from '../../../../data/base-map/admin1.geojson?url'
import borders from '../../../../data/base-map/borders.geojson?url'
import countries from '../../../../data/base-map/countries.geojson?url'
import lakes from '../../../../data/base-map/lakes.geojson?url'
import rivers from '../../../../data/base-map/rivers.geojson?url'
import towns from '../../../../data/base-map/towns.geojson?url'

/** Where names are read from: they are written as HTML over the map, so that Arabic is shaped by the browser. */
export const LABEL_SOURCES = { admin1, towns } as const

const LIGHT = {
  sea: '#dfe6ec',
  land: '#f4f2ed',
  focus: '#fdfcf8',
  lake: '#c9dbe6',
  river: '#a9c6d8',
  admin: '#b5ae9f',
  border: '#7d7768',
  casing: '#ffffff',
  town: '#4a463d',
  cluster: '#31465c',
  paper: '#ffffff',
  ring: '#151b23',
}
const DARK: typeof LIGHT = {
  sea: '#0c1219',
  land: '#1a2027',
  focus: '#222930',
  lake: '#16242f',
  river: '#28455a',
  admin: '#4d5257',
  border: '#8d8778',
  casing: '#0c1219',
  town: '#c9c2b2',
  cluster: '#7f97b1',
  paper: '#11171e',
  ring: '#e9eef4',
}

/** Colours of what is drawn on the base, by theme. */
export function mapColours(dark: boolean): typeof LIGHT {
  return dark ? DARK : LIGHT
}

const EMPTY: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** The quiet base, and above it the places for what `map-view.ts` decides. No glyphs, no tiles, nothing from elsewhere. */
export function mapStyle(dark: boolean): StyleSpecification {
  const c = mapColours(dark)
  const source = (data: string) => ({ type: 'geojson', data }) as const
  return {
    version: 8,
    sources: {
      countries: { ...source(countries), attribution: 'Natural Earth · GeoNames' },
      borders: source(borders),
      admin1: source(admin1),
      rivers: source(rivers),
      lakes: source(lakes),
      towns: source(towns),
      ring: EMPTY,
      clusters: EMPTY,
      incidents: EMPTY,
      chosen: EMPTY,
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': c.land } },
      { id: 'focus', type: 'fill', source: 'admin1', paint: { 'fill-color': c.focus } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': c.lake } },
      {
        id: 'rivers',
        type: 'line',
        source: 'rivers',
        paint: { 'line-color': c.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 9, 2.5] },
      },
      {
        id: 'admin1',
        type: 'line',
        source: 'admin1',
        paint: { 'line-color': c.admin, 'line-width': 0.8, 'line-dasharray': [3, 2] },
      },
      {
        id: 'borders-casing',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': c.casing, 'line-width': 4, 'line-opacity': 0.7 },
      },
      // Dashed: de facto lines from Natural Earth, which nobody here takes for boundaries.
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': c.border, 'line-width': 1.2, 'line-dasharray': [6, 1.5] },
      },
      {
        id: 'towns',
        type: 'circle',
        source: 'towns',
        paint: {
          'circle-radius': 2.2,
          'circle-color': c.paper,
          'circle-stroke-color': c.town,
          'circle-stroke-width': 1,
        },
      },
      { id: 'ring', type: 'fill', source: 'ring', paint: { 'fill-color': c.ring, 'fill-opacity': 0.07 } },
      {
        id: 'ring-line',
        type: 'line',
        source: 'ring',
        paint: { 'line-color': c.ring, 'line-width': 1.2, 'line-dasharray': [2, 2] },
      },
      {
        id: 'clusters',
        type: 'circle',
        source: 'clusters',
        paint: {
          'circle-color': c.cluster,
          'circle-opacity': 0.92,
          'circle-stroke-color': c.paper,
          'circle-stroke-width': 1.5,
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 2, 11, 10, 18, 40, 30],
        },
      },
      {
        id: 'clusters-n',
        type: 'symbol',
        source: 'clusters',
        layout: { 'icon-image': ['concat', 'n-', ['get', 'n']], 'icon-allow-overlap': true },
      },
      {
        id: 'incidents',
        type: 'symbol',
        source: 'incidents',
        layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true },
      },
      {
        id: 'chosen',
        type: 'circle',
        source: 'chosen',
        paint: {
          'circle-radius': 12,
          'circle-color': 'rgba(0,0,0,0)',
          'circle-stroke-color': '#ffb81c',
          'circle-stroke-width': 3.5,
        },
      },
      {
        id: 'chosen-icon',
        type: 'symbol',
        source: 'chosen',
        layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true },
      },
    ],
  }
}
