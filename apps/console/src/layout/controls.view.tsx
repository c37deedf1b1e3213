import type { ComponentChildren } from 'preact';

interface ControlProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | null | undefined;
  readonly help?: string | undefined;
  readonly required?: boolean;
}

/** One-line input with its label. */
export function TextControl({
  name,
  label,
  value,
  help,
  type = 'text',
  autoComplete = 'off',
  required = false,
}: ControlProps & {
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'password' | 'tel' | 'number';
  readonly autoComplete?: string;
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      <input
        id={name}
        name={name}
        // The types tell the kinds of inputs apart and know no union of them.
        {...({ type } as { readonly type: 'text' })}
        dir={type === 'text' ? 'auto' : undefined}
        value={value ?? ''}
        autoComplete={autoComplete}
        required={required}
        aria-describedby={help ? `${name}-help` : undefined}
      />
    </div>
  );
}

/** A day. */
export function DateControl({
  name,
  label,
  value,
  help,
  max,
  required = false,
}: ControlProps & { readonly max?: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      <input
        type="date"
        class="date"
        id={name}
        name={name}
        value={value ?? ''}
        max={max}
        required={required}
        aria-describedby={help ? `${name}-help` : undefined}
      />
    </div>
  );
}

/** Several lines. */
export function ParagraphControl({ name, label, value, help, required = false }: ControlProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={4}
        dir="auto"
        maxLength={4000}
        required={required}
        aria-describedby={help ? `${name}-help` : undefined}
      >
        {value ?? ''}
      </textarea>
    </div>
  );
}

/** One of several; `empty` is the words of no choice. */
export function ChoiceControl({
  name,
  label,
  value,
  options,
  empty,
}: ControlProps & { readonly options: readonly (readonly [string, string])[]; readonly empty?: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A table that scrolls by itself on a phone; columns of numbers have their heads above the last digit, too. */
export function ScrollTable({
  label,
  head,
  numbers = [],
  stacks = false,
  children,
}: {
  readonly label: string;
  readonly head: readonly string[];
  /** Heads of the columns that hold numbers. */
  readonly numbers?: readonly string[];
  /** On a phone each row becomes a card: its rows say their roles, and its cells are `Cell`s. */
  readonly stacks?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table {...(stacks && { class: 'stack', role: 'table' })}>
        <thead role={stacks ? 'rowgroup' : undefined}>
          <tr role={stacks ? 'row' : undefined}>
            {head.map((words) => (
              <th
                scope="col"
                key={words}
                role={stacks ? 'columnheader' : undefined}
                class={numbers.includes(words) ? 'number' : undefined}
              >
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role={stacks ? 'rowgroup' : undefined}>{children}</tbody>
      </table>
    </div>
  );
}

/** A cell of a table that stacks: it says what it is where no head stands above it. */
export function Cell({
  head,
  isNumber = false,
  children,
}: {
  readonly head?: string;
  readonly isNumber?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <td role="cell" data-head={head} class={isNumber ? 'number' : undefined}>
      {children}
    </td>
  );
}
