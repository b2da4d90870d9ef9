import { useEffect, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useLiveSize } from '../data/live.tsx'
import { lastInForce, useLog } from '../data/log-context.tsx'
import { ProblemPanel } from '../parts/states.tsx'
import { Time } from '../parts/time.tsx'
import { Go } from './go.tsx'
import { useSpeech } from './language.tsx'
import { Settings } from './settings.tsx'

/** What stands around every screen: where one can go, what the log is, how far it goes. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { say, nameOf } = useSpeech()
  const { log, agreements, failure, again } = useLog()
  const [path] = useLocation()
  const size = Math.max(useLiveSize(), log?.size ?? 0)
  const agreement = lastInForce(agreements)
  const title = log === undefined ? 'jig' : nameOf(log.title)

  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    // An address with a place in the page is scrolled to by the screen that holds the place.
    if (path !== '' && location.hash === '') scrollTo(0, 0)
  }, [path])

  const sections = [
    {
      to: agreement === undefined ? '/' : `/agreements/${agreement}`,
      key: 'nav.agreement',
      at: '/agreements',
    },
    { to: '/incidents', key: 'nav.incidents', at: '/incidents' },
    { to: '/tallies', key: 'nav.tallies', at: '/tallies' },
    { to: '/questions', key: 'nav.questions', at: '/questions' },
    { to: '/log', key: 'nav.log', at: '/log' },
  ] as const

  return (
    <>
      <a href="#main" className="skip">
        {say('nav.skip')}
      </a>
      <header className="top">
        <Go to="/" className="brand" label={say('nav.home')}>
          jig
        </Go>
        <nav aria-label={say('nav.label')}>
          {sections.map(({ to, key, at }) => (
            <Go key={key} to={to} current={path.startsWith(at)}>
              {say(key)}
            </Go>
          ))}
        </nav>
        <div className="top-facts">
          {log?.clock !== undefined && log.clock !== null && (
            <span className="top-clock">
              {say('top.clock')} <Time of={log.clock.readAt} form="short" />
            </span>
          )}
          {size > 0 && (
            <Go to="/log" className="top-log">
              {say('top.log')} <bdi dir="ltr">#{size - 1}</bdi>
            </Go>
          )}
        </div>
        <Settings />
      </header>
      {log?.demonstration === true && (
        <p className="demonstration">
          <strong>{say('demonstration.line')}</strong> <span>{say('demonstration.more')}</span>
        </p>
      )}
      {failure !== undefined && log === undefined ? (
        <main id="main" className="page">
          <ProblemPanel failure={failure} again={again} />
        </main>
      ) : (
        children
      )}
    </>
  )
}
