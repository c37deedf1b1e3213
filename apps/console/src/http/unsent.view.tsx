import { ConsolePage } from '../layout/console.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import type { Asked, UnsentForm, ValueWords } from './unsent.js';
import type { Visit } from './visit.js';

type AskedAbout = Pick<UnsentForm, 'path' | 'body'> & { readonly asked: Asked };

export interface UnsentPageProps {
  readonly visit: Visit;
  /** Empty where nothing waits any more. */
  readonly unsent: readonly AskedAbout[];
}

/** Fields that pages put into their forms by themselves, and say nothing to a reader. */
const untyped = [
  ...['key', 'do', 'digest', 'step', 'version', 'seen', 'back', 'type'],
  ...['document', 'session', 'substitution'],
];

/** What somebody typed and could not send, word for word, and the button that sends it as it was. */
export function UnsentPage({ visit, unsent }: UnsentPageProps) {
  const { say } = visit.speech;
  return (
    <ConsolePage visit={visit} title={say('unsent.title')} section="today" narrow>
      <h1>{say('unsent.title')}</h1>
      <p class="why">{say(unsent.length === 0 ? 'unsent.nothing' : 'unsent.why')}</p>
      {unsent.map((form) => (
        <Form key={form.path} visit={visit} form={form} />
      ))}
    </ConsolePage>
  );
}

/** Its fields by the words that its page had for them; what has none, as it came. */
function Form({ visit, form }: { readonly visit: Visit; readonly form: AskedAbout }) {
  const { speech, hidden } = visit;
  const { path, asked } = form;
  const sent = fieldsOf(form.body);
  const typed = sent.filter(([name, value]) => !untyped.includes(name) && value.trim() !== '');
  const lines = typed.flatMap(([name, value]) => {
    const words = wordsOf(asked, name);
    return words ? [{ name, ...words, value }] : [];
  });
  return (
    <section class="card">
      <h2>{speech.say(asked.title)}</h2>
      {lines.length > 0 && (
        <dl class="facts">
          {lines.map(({ name, label, values, value }) => (
            <div key={`${name} ${value}`}>
              <dt>{speech.say(label)}</dt>
              <dd class="typed" dir="auto">
                {valueText(speech, values, value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {typed
        .filter(([name]) => wordsOf(asked, name) === null)
        .map(([name, value]) => (
          <p class="typed" dir="auto" key={`${name} ${value}`}>
            {value}
          </p>
        ))}
      <div class="actions">
        <form method="post" action={path}>
          <Hidden fields={[...hidden, ...sent]} />
          <button type="submit" class="primary">
            {speech.say('unsent.send')}
          </button>
        </form>
        <form method="post" action="/console/unsent">
          <Hidden fields={[...hidden, ['path', path]]} />
          <button type="submit">{speech.say('unsent.leave')}</button>
        </form>
      </div>
    </section>
  );
}

function wordsOf(
  { fields }: Asked,
  name: string,
): { readonly label: string; readonly values: ValueWords } | null {
  const known = [name, name.replace(/\..*$/, '')].find((one) => Object.hasOwn(fields, one)) ?? '';
  const found = fields[known];
  if (found === undefined) return null;
  return typeof found === 'string' ? { label: found, values: {} } : { label: found[0], values: found[1] };
}

function valueText(speech: Speech, values: ValueWords, value: string): string {
  const key = typeof values === 'string' ? `${values}.${value}` : (values[value] ?? '');
  return speech.has(key) ? speech.say(key) : value;
}

/** As they were posted, without the token of the session that has ended. */
function fieldsOf(body: AskedAbout['body']): readonly (readonly [string, string])[] {
  return Object.entries(body).flatMap(([name, value]) =>
    name === '_csrf'
      ? []
      : [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
}
