// Cuts the drawing data of the map out of the full sets: node data/base-map/extract.mjs <base-map folder> <GeoNames csv>
// What is left out: first-level divisions of the neighbours, every label outside the country in focus, all attributes
// that the map does not draw, and decimals beyond about ten metres.
import { readFileSync, writeFileSync } from 'node:fs'

const [folder, towns] = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.geojson`, 'utf8'))
const trim = (value) => (Array.isArray(value) ? value.map(trim) : Math.round(value * 1e4) / 1e4)
const write = (name, features) =>
  writeFileSync(new URL(`${name}.geojson`, here), JSON.stringify({ type: 'FeatureCollection', features }) + '\n')
const shape = (feature, properties) => ({
  type: 'Feature',
  properties,
  geometry: { type: feature.geometry.type, coordinates: trim(feature.geometry.coordinates) },
})

// The source's names for two areas mislead: the separation area is not a governorate, and two are called Damascus in Russian.
const NAMES = {
  // Without a name the map writes none: the area is narrower than any label.
  'Western al-Samadania': { name: '', name_ar: '', name_ru: '' },
  'Rif Dimashq': { name_ru: 'Риф-Дамаск' },
  Aleppo: { name_ru: 'Алеппо' },
}
const TOWNS = [
  ['Aleppo', 'حلب', 'Алеппо', 1], ['Damascus', 'دمشق', 'Дамаск', 1], ['Homs', 'حمص', 'Хомс', 1],
  ['Hama', 'حماة', 'Хама', 2], ['Idlib', 'إدلب', 'Идлиб', 2], ['Deir ez-Zor', 'دير الزور', 'Дейр-эз-Зор', 1],
  ['Ar Raqqah', 'الرقة', 'Ракка', 1, 'Al-Raqqah'], ['Latakia', 'اللاذقية', 'Латакия', 2], ['Tartus', 'طرطوس', 'Тартус', 2],
  ['Dar‘ā', 'درعا', 'Даръа', 2, 'Daraa'], ['As-Suwayda', 'السويداء', 'Эс-Сувейда', 3], ['Al Hasakah', 'الحسكة', 'Эль-Хасака', 2, 'Al-Hasakah'],
  ['Al Qamishli', 'القامشلي', 'Эль-Камышлы', 3], ['Tadmur', 'تدمر', 'Пальмира (Тадмор)', 2, 'Palmyra (Tadmur)'],
  ['Manbij', 'منبج', 'Манбидж', 3], ['Al Bab', 'الباب', 'Эль-Баб', 3], ['Al Mayadin', 'الميادين', 'Эль-Маядин', 3],
  ['Abu Kamal', 'البوكمال', 'Абу-Кемаль', 3], ['Al Qunaytirah', 'القنيطرة', 'Эль-Кунейтра', 3, 'Quneitra'], ['Douma', 'دوما', 'Дума', 3],
]

for (const name of ['countries', 'borders', 'lakes', 'rivers']) {
  write(name, read(name).features.map((feature) => shape(feature, {})))
}
write('admin1', read('admin1').features.filter((f) => f.properties.a3 === 'SYR').map((feature) => {
  const { name, name_ar, name_ru } = feature.properties
  return shape(feature, { name, name_ar: name_ar.replace('محافظة ', ''), name_ru, ...NAMES[name] })
}))
const rows = readFileSync(towns, 'utf8').split('\n').slice(1).flatMap((line) => {
  const cells = [...line.matchAll(/("([^"]*)"|[^,]*)(?:,|$)/g)].map((m) => m[2] ?? m[1])
  return cells.length > 14 ? [{ names: [cells[1], cells[2], ...(cells[3] ?? '').split(',')], lat: Number(cells[4]), lon: Number(cells[5]), people: Number(cells[14]) }] : []
}).toSorted((a, b) => b.people - a.people)
const missing = []
write('towns', TOWNS.flatMap(([wanted, ar, ru, rank, shown]) => {
  const row = rows.find((r) => r.names.includes(wanted)) ?? rows.find((r) => r.names.includes(shown))
  if (row === undefined) { missing.push(wanted); return [] }
  return [{ type: 'Feature', properties: { name: shown ?? wanted, name_ar: ar, name_ru: ru, rank }, geometry: { type: 'Point', coordinates: [row.lon, row.lat].map(trim) } }]
}))
if (missing.length > 0) throw new Error(`no row for ${missing.join(', ')}`)
