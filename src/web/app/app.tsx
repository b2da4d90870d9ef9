import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { LiveProvider } from '../data/live.tsx'
import { LogProvider } from '../data/log-context.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { HomeScreen } from '../screens/home/home-screen.tsx'
import { Failure } from './failure.tsx'
import { LanguageProvider, useSpeech } from './language.tsx'
import { Shell } from './shell.tsx'

// The map library is larger than all the rest: whoever reads the agreement does not wait for it.
const AgreementScreen = lazy(() => import('../screens/agreement/agreement-screen.tsx'))
const IncidentsScreen = lazy(() => import('../screens/incidents/incidents-screen.tsx'))
const IncidentScreen = lazy(() => import('../screens/incidents/incident-screen.tsx'))
const TalliesScreen = lazy(() => import('../screens/tallies/tallies-screen.tsx'))
const QuestionsScreen = lazy(() => import('../screens/questions/questions-screen.tsx'))
const LogScreen = lazy(() => import('../screens/log/log-screen.tsx'))
const EntryScreen = lazy(() => import('../screens/entry/entry-screen.tsx'))

export function App() {
  return (
    <LanguageProvider>
      <Failure>
        <LiveProvider>
          <LogProvider>
            <Shell>
              <Suspense fallback={<Loading />}>
                <Screens />
              </Suspense>
            </Shell>
          </LogProvider>
        </LiveProvider>
      </Failure>
    </LanguageProvider>
  )
}

function Screens() {
  return (
    <Switch>
      <Route path="/" component={HomeScreen} />
      <Route path="/agreements/:id">{({ id }) => <AgreementScreen key={id} id={id} />}</Route>
      <Route path="/incidents" component={IncidentsScreen} />
      <Route path="/incidents/:id">{({ id }) => <IncidentScreen key={id} id={id} />}</Route>
      <Route path="/tallies" component={TalliesScreen} />
      <Route path="/questions" component={QuestionsScreen} />
      <Route path="/log" component={LogScreen} />
      <Route path="/log/:index">{({ index }) => <EntryScreen key={index} index={index} />}</Route>
      <Route component={NotFound} />
    </Switch>
  )
}

function NotFound() {
  const { say } = useSpeech()
  return (
    <main id="main" className="page">
      <h1>{say('notFound.title')}</h1>
      <Empty title={say('notFound.nothing')}>{say('notFound.help')}</Empty>
    </main>
  )
}
