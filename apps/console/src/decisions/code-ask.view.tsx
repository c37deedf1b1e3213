import type { MessageValues, Speech } from '../text/messages.js';

/** Why a decision through a link waits for a code, as a message with its values. */
export interface CodeAsk {
  readonly message: string;
  readonly values: MessageValues;
  readonly tone: 'info' | 'bad';
}

/** The line for the code that was mailed, beside the decision it belongs to. */
export function CodeField({ ask, speech }: { readonly ask: CodeAsk; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <section class={`callout ${ask.tone}`} role={ask.tone === 'bad' ? 'alert' : 'status'}>
      <h2>{say('code.title')}</h2>
      <p>{say('code.why')}</p>
      <p id="code-message">
        <strong>{say(ask.message, ask.values)}</strong>
      </p>
      <div class="field">
        <label for="code">{say('code.label')}</label>
        <p class="help" id="code-help">
          {say('code.help')}
        </p>
        <input
          id="code"
          name="code"
          class="number"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          aria-describedby="code-help code-message"
        />
      </div>
      <button type="submit" name="do" value="code" class="small">
        {say('code.another')}
      </button>
      <p class="help">{say('code.kept')}</p>
    </section>
  );
}
