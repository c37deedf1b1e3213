import type { ComponentChildren } from 'preact';
import type { ColumnField, DateField, FieldCondition, FormField, SignatureField } from '#libs/definitions';
import { idOf, inputText, isTicked, problemAt, unitText, words, type FormContext } from './form-context.js';

interface FieldProps<F> {
  readonly context: FormContext;
  readonly field: F;
  /** Name of the input; its path in problems too. */
  readonly name: string;
  readonly value: unknown;
}

/** A sentence beside the field that is wrong. */
export function Problem({ context, path }: { readonly context: FormContext; readonly path: string }) {
  const message = problemAt(context, path);
  return message ? (
    <p class="problem" id={`${idOf(path)}-problem`}>
      {message}
    </p>
  ) : null;
}

/** Label, help and problem around one input. */
export function Labelled({
  context,
  field,
  name,
  children,
}: Omit<FieldProps<FormField | ColumnField>, 'value'> & { readonly children: ComponentChildren }) {
  return (
    <div class={problemAt(context, name) ? 'field wrong' : 'field'}>
      <label for={idOf(name)}>
        {words(context, field.label)}
        <Optional context={context} required={field.required} />
      </label>
      {field.help && (
        <p class="help" id={`${idOf(name)}-help`}>
          {words(context, field.help)}
        </p>
      )}
      <Problem context={context} path={name} />
      {children}
    </div>
  );
}

/** Group of inputs under one legend. */
export function Group({
  context,
  field,
  name,
  children,
}: Omit<FieldProps<FormField>, 'value'> & { readonly children: ComponentChildren }) {
  return (
    <fieldset id={idOf(name)} class={problemAt(context, name) ? 'field wrong' : 'field'} tabIndex={-1}>
      <legend>
        {words(context, field.label)}
        <Optional context={context} required={field.required} />
      </legend>
      {field.help && <p class="help">{words(context, field.help)}</p>}
      <Problem context={context} path={name} />
      {children}
    </fieldset>
  );
}

function Optional({ context, required }: { readonly context: FormContext; readonly required: boolean }) {
  return required ? null : <span class="optional"> {context.speech.say('form.optional')}</span>;
}

/** Attributes shared by single inputs. */
export function described(
  context: FormContext,
  name: string,
  help: boolean,
): { readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: 'true' } {
  const wrong = problemAt(context, name) !== undefined;
  const by = [help ? `${idOf(name)}-help` : '', wrong ? `${idOf(name)}-problem` : '']
    .filter(Boolean)
    .join(' ');
  return { ...(by && { 'aria-describedby': by }), ...(wrong && { 'aria-invalid': 'true' as const }) };
}

/** Any field that holds one value; in rows (`compact`) choices become lists. */
export function SingleInput({
  context,
  field,
  name,
  value,
  compact = false,
}: FieldProps<ColumnField> & { readonly compact?: boolean }) {
  const id = idOf(name);
  const shared = { id, name, ...described(context, name, field.help !== undefined) };
  const text = inputText(context.speech, value);
  switch (field.type) {
    case 'text':
      return (
        <Labelled context={context} field={field} name={name}>
          <input type="text" dir="auto" maxLength={field.maxLength} value={text} {...shared} />
        </Labelled>
      );
    case 'paragraph':
      return (
        <Labelled context={context} field={field} name={name}>
          <textarea rows={compact ? 2 : 4} dir="auto" maxLength={field.maxLength} {...shared}>
            {text}
          </textarea>
        </Labelled>
      );
    case 'number':
      return (
        <Labelled context={context} field={field} name={name}>
          <span class="with-unit">
            <input
              type="text"
              inputMode={field.decimals > 0 ? 'decimal' : 'numeric'}
              class="number"
              autoComplete="off"
              value={text}
              {...shared}
            />
            {field.unit && <span class="unit">{unitText(context, field.unit)}</span>}
          </span>
        </Labelled>
      );
    case 'date':
      return <DateInput context={context} field={field} name={name} value={text} />;
    case 'confirmation':
      return (
        <div class={problemAt(context, name) ? 'field wrong' : 'field'}>
          <Problem context={context} path={name} />
          <label class="tick">
            <input type="checkbox" value="yes" checked={isTicked(value)} {...shared} />{' '}
            <span>{words(context, field.label)}</span>
          </label>
        </div>
      );
    case 'choice':
      return compact ? (
        <Labelled context={context} field={field} name={name}>
          <select {...shared}>
            <option value="">{context.speech.say('form.choose')}</option>
            {field.options.map((option) => (
              <option key={option.key} value={option.key} selected={option.key === value}>
                {words(context, option.label)}
              </option>
            ))}
          </select>
        </Labelled>
      ) : (
        <Group context={context} field={field} name={name}>
          {field.options.map((option) => (
            <label class="tick" key={option.key}>
              <input type="radio" name={name} value={option.key} checked={option.key === value} />{' '}
              <span>{words(context, option.label)}</span>
            </label>
          ))}
        </Group>
      );
  }
}

/** A day; one that the form offers says so until it is another one. */
function DateInput({ context, field, name, value }: FieldProps<DateField> & { readonly value: string }) {
  const isOffered = field.prefill !== undefined && value !== '' && context.suggested?.[name] === value;
  const hint = `${idOf(name)}-suggested`;
  const around = described(context, name, field.help !== undefined);
  const by = [around['aria-describedby'] ?? '', isOffered ? hint : ''].filter(Boolean).join(' ');
  return (
    <Labelled context={context} field={field} name={name}>
      {isOffered && (
        <p class="suggested" id={hint}>
          {context.speech.say(`suggested.${field.prefill}`)}
        </p>
      )}
      <input
        type="date"
        class="date"
        id={idOf(name)}
        name={name}
        value={value}
        {...around}
        aria-describedby={by || undefined}
      />
    </Labelled>
  );
}

/** Name and function typed under the text that is signed. */
export function SignatureInput({ context, field, name, value }: FieldProps<SignatureField>) {
  const typed = (value ?? {}) as Readonly<Record<string, unknown>>;
  const line = (part: 'name' | 'function', autoComplete: string) => {
    const path = `${name}.${part}`;
    return (
      <div class={problemAt(context, path) ? 'field wrong' : 'field'}>
        <label for={idOf(path)}>{context.speech.say(`signature.${part}`)}</label>
        <Problem context={context} path={path} />
        <input
          type="text"
          id={idOf(path)}
          name={path}
          maxLength={120}
          autoComplete={autoComplete}
          value={inputText(context.speech, typed[part])}
          {...described(context, path, false)}
        />
      </div>
    );
  };
  const agreed = `${name}.agreed`;
  return (
    <Group context={context} field={field} name={name}>
      <blockquote class="agreement">{words(context, field.agreement)}</blockquote>
      <div class="pair">
        {line('name', 'name')}
        {line('function', 'organization-title')}
      </div>
      <Problem context={context} path={agreed} />
      <label class="tick">
        <input
          type="checkbox"
          id={idOf(agreed)}
          name={agreed}
          value="yes"
          checked={isTicked(typed['agreed'])}
          {...described(context, agreed, false)}
        />{' '}
        <span>{context.speech.say('signature.agreed')}</span>
      </label>
    </Group>
  );
}

/** In words, when a field counts: pages without scripts show it always. */
export function WhenHint({
  context,
  when,
}: {
  readonly context: FormContext;
  readonly when: FieldCondition;
}) {
  const field = context.form.fields.find(({ key }) => key === when.field);
  if (!field) return null;
  const values = 'is' in when ? [when.is] : when.in;
  const named = values.map((value) => {
    const option = field.type === 'choice' ? field.options.find(({ key }) => key === value) : undefined;
    return option
      ? words(context, option.label)
      : context.speech.say(value === true ? 'answer.yes' : 'answer.no');
  });
  return (
    <p class="when">
      {context.speech.say('form.only-if', { field: words(context, field.label), values: named.join(' · ') })}
    </p>
  );
}
