import { idOf, problemAt, type FormContext } from '../forms/form-context.js';
import { declarationInputs, type TypedDeclaration } from './declaration.js';

/** Who hands this in: the person the link was mailed to, or a colleague who gives name and function. */
export function WhoSubmits({
  context,
  declaration,
  addressee,
}: {
  readonly context: FormContext;
  readonly declaration: TypedDeclaration;
  /** Name of the link's person. */
  readonly addressee: string;
}) {
  const { say } = context.speech;
  const line = (part: 'name' | 'function', autoComplete: string) => {
    const name = declarationInputs[part];
    const problem = problemAt(context, name);
    return (
      <div class={problem ? 'field wrong' : 'field'}>
        <label for={idOf(name)}>{say(`signature.${part}`)}</label>
        {problem && (
          <p class="problem" id={`${idOf(name)}-problem`}>
            {problem}
          </p>
        )}
        <input
          type="text"
          id={idOf(name)}
          name={name}
          maxLength={200}
          autoComplete={autoComplete}
          value={declaration[part]}
          aria-describedby={problem ? `${idOf(name)}-problem` : undefined}
        />
      </div>
    );
  };
  const choice = (who: TypedDeclaration['who'], words: string) => (
    <label class="tick">
      <input type="radio" name={declarationInputs.who} value={who} checked={declaration.who === who} />{' '}
      <span>{words}</span>
    </label>
  );
  return (
    <fieldset class="field declaration">
      <legend>{say('declaration.who')}</legend>
      {choice('addressee', say('declaration.addressee', { name: addressee }))}
      {choice('colleague', say('declaration.colleague'))}
      <div class="conditional" data-when={declarationInputs.who} data-values="colleague">
        <p class="help">{say('declaration.help', { name: addressee })}</p>
        <div class="pair">
          {line('name', 'name')}
          {line('function', 'organization-title')}
        </div>
      </div>
    </fieldset>
  );
}
