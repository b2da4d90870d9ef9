import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import './look/fonts.css'
import './look/tokens.css'
import './look/base.css'
import './look/shell.css'
import './look/parts.css'
import './look/status.css'
import './look/print.css'
import { App } from './app/app.tsx'
import { keptTheme, wear } from './app/theme.ts'

// The strict CSP has no 'unsafe-eval': zod must not try to compile its schemas.
z.config({ jitless: true })
wear(keptTheme())

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no place for the app')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
