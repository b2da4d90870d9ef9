import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useSpeech } from '../../app/language.tsx'
import { carry } from '../../app/url-state.ts'

/** Opens one entry by its number. */
export function FindEntry({ size }: { readonly size: number }) {
  const { say } = useSpeech()
  const [, go] = useLocation()
  const search = useSearch()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="find-entry no-print"
      onSubmit={(event) => {
        event.preventDefault()
        const number = /^#?\s*(\d{1,15})$/.exec(text.trim())?.[1]
        const fits = number !== undefined && Number(number) < size
        setWrong(!fits)
        if (fits) go(carry(`/log/${Number(number)}`, search))
      }}
    >
      <label>
        <span className="label">{say('find.label')}</span>
        <input
          className="input"
          inputMode="numeric"
          dir="ltr"
          value={text}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'find-wrong' : undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        {say('find.go')}
      </button>
      {wrong && (
        <p id="find-wrong" className="field-error" role="alert">
          {say('find.wrong', { last: String(Math.max(0, size - 1)) })}
        </p>
      )}
    </form>
  )
}
