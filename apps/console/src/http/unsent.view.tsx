import { ConsolePage } from '../layout/console.view.js';
import { Hidden } from '../work/item-parts.view.js';
import type { Visit } from './visit.js';

export interface UnsentPageProps {
  readonly visit: Visit;
  /** Null where nothing waits any more. */
  readonly unsent: { readonly path: string; readonly body: Readonly<Record<string, unknown>> } | null;
}

/** Fields that pages put into their forms by themselves: nobody has typed them. */
const untyped = ['_csrf', 'key', 'do', 'digest', 'step', 'version', 'seen', 'back'];

/** What somebody typed and could not send, word for word, and the button that sends it as it was. */
export function UnsentPage({ visit, unsent }: UnsentPageProps) {
  const { say } = visit.speech;
  const sent = fieldsOf(unsent?.body ?? {});
  const typed = sent.filter(([name, value]) => !untyped.includes(name) && value.trim() !== '');
  return (
    <ConsolePage visit={visit} title={say('unsent.title')} section="today" narrow>
      <h1>{say('unsent.title')}</h1>
      {unsent === null ? (
        <p class="why">{say('unsent.nothing')}</p>
      ) : (
        <>
          <p class="why">{say('unsent.why')}</p>
          <section class="card">
            <h2>{say('unsent.typed')}</h2>
            {typed.map(([name, value]) => (
              <p class="typed" dir="auto" key={`${name} ${value}`}>
                {value}
              </p>
            ))}
            <div class="actions">
              <form method="post" action={unsent.path}>
                <Hidden fields={[...visit.hidden, ...sent]} />
                <button type="submit" class="primary">
                  {say('unsent.send')}
                </button>
              </form>
              <form method="post" action="/console/unsent">
                <Hidden fields={visit.hidden} />
                <button type="submit">{say('unsent.leave')}</button>
              </form>
            </div>
          </section>
        </>
      )}
    </ConsolePage>
  );
}

/** As they were posted, without the token of the session that has ended. */
function fieldsOf(body: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(body).flatMap(([name, value]) =>
    name === '_csrf'
      ? []
      : [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
}
