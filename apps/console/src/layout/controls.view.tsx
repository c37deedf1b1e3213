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

/** A table that scrolls by itself on a phone. */
export function ScrollTable({
  label,
  head,
  children,
}: {
  readonly label: string;
  readonly head: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((words) => (
              <th scope="col" key={words}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
