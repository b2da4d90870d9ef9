import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: built into dist/web with hashed names and no inline script, so that the strict CSP of the server holds. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  resolve: {
    alias: {
      // Its variant for browsers asks the page's DOM what `&eacute;` stands for: a worker has none, and an agreement must
      // read the same in every browser as in Node.
      'decode-named-character-reference': fileURLToPath(
        new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
      ),
    },
  },
  // `.geojson` of the base map is served as a static file with a hashed name, never parsed into the bundle.
  assetsInclude: ['**/*.geojson'],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // An inlined asset would be a data: address, which the CSP refuses for fonts and workers.
    assetsInlineLimit: 0,
    // The polyfill is an inline script in all but name, and every browser with import() for workers has the real thing.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: {
    fs: { allow: ['../..'] },
    proxy: Object.fromEntries(
      ['/api', '/checkpoint', '/tile', '/blob', '/openapi.json'].map((path) => [
        path,
        `http://localhost:${process.env['JIG_PORT'] ?? '7016'}`,
      ]),
    ),
  },
})
