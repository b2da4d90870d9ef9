import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Label, Popover, Radio, RadioGroup } from 'react-aria-components'
import { LANGUAGES, type Language } from '../words/say.ts'
import { useSpeech } from './language.tsx'
import { keptTheme, THEMES, wear, type Theme } from './theme.ts'
import { useParam } from './url-state.ts'

// In its own script: whoever has landed in a language that they cannot read still finds theirs.
const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', ar: 'العربية', ru: 'Русский' }

/** Language, digits and colours. */
export function Settings() {
  const { say, language, numerals, speak } = useSpeech()
  const [, setDigits] = useParam('digits')
  const [theme, setTheme] = useState<Theme>(keptTheme)
  return (
    <div className="settings">
      <DialogTrigger>
        <Button className="settings-button" aria-label={say('settings.open')}>
          <span lang={language}>{OWN_NAMES[language]}</span> <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Dialog className="settings-panel" aria-label={say('settings.open')}>
            <Radios
              label={say('settings.language')}
              value={language}
              options={LANGUAGES.map((id) => ({ id, text: OWN_NAMES[id], lang: id }))}
              onChoose={(id) => speak(id)}
            />
            {language === 'ar' && (
              <Radios
                label={say('settings.digits')}
                value={numerals}
                options={[
                  { id: 'latn', text: '0123456789', lang: 'en' },
                  { id: 'arab', text: '٠١٢٣٤٥٦٧٨٩', lang: 'ar' },
                ]}
                onChoose={(id) => setDigits(id === 'arab' ? 'arab' : null)}
              />
            )}
            <Radios
              label={say('settings.theme')}
              value={theme}
              options={THEMES.map((id) => ({ id, text: say(`settings.theme.${id}`), lang: language }))}
              onChoose={(id) => {
                wear(id)
                setTheme(id)
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  )
}

function Radios<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly id: T; readonly text: string; readonly lang: string }[]
  readonly onChoose: (id: T) => void
}) {
  return (
    <RadioGroup
      className="radios"
      value={value}
      onChange={(chosen) => {
        const option = options.find(({ id }) => id === chosen)
        if (option !== undefined) onChoose(option.id)
      }}
    >
      <Label>{label}</Label>
      {options.map(({ id, text, lang }) => (
        <Radio key={id} value={id} className="radio">
          <span lang={lang}>{text}</span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
