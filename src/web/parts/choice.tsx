import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

export type Option = { readonly id: string; readonly text: string }

/** One of several, from a list that opens: keyboard, type-ahead and screen reader are React Aria's. */
export function Choice({
  label,
  options,
  value,
  onChoose,
  placeholder = '',
  className = '',
}: {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly onChoose: (id: string) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
  readonly className?: string
}) {
  return (
    <Select
      className={`choice ${className}`}
      value={value === '' ? null : value}
      placeholder={placeholder}
      onChange={(key) => {
        if (key !== null) onChoose(String(key))
      }}
    >
      <Label>{label}</Label>
      <Button className="button field">
        <SelectValue />
        <span aria-hidden="true" className="caret">
          ▾
        </span>
      </Button>
      <Popover className="popover">
        <ListBox items={options} className="options">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="option">
              {option.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
