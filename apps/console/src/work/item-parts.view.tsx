import type { ItemView, PrerequisiteView } from '#libs/cases';
import { AnswersView } from '../forms/answers.view.js';
import { DocumentList } from '../forms/files.view.js';
import type { FormContext } from '../forms/form-context.js';
import type { Speech } from '../text/messages.js';
import type { CodeGate } from '../decisions/code-gate.js';
import { ConditionList } from '../decisions/conditions.view.js';
import { partyText } from './party-text.js';

/** How a page reaches its item: behind a link or in the console. */
export interface Door {
  /** Where forms are posted to, language included. */
  readonly action: string;
  /** Hidden fields of every form of the page. */
  readonly hidden: readonly (readonly [string, string])[];
  readonly documentHref: (id: string) => string;
  /** Before decisions through this door; null where whoever comes through it is known. */
  readonly gate: CodeGate | null;
  /** Where a director leaves the programme; null where nobody does through this door. */
  readonly leaveHref: string | null;
  /** Where the company sees its whole case; null where nobody does through this door. */
  readonly fileHref: string | null;
}

/** Hidden fields. */
export function Hidden({ fields }: { readonly fields: readonly (readonly [string, string])[] }) {
  return (
    <>
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** Without scripts, what was typed in a step's form does not outlive the sending of another one of its page. */
export function SaveFirst({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  if (!view.item.mayAct) return null;
  return (
    <noscript>
      <p class="help">{speech.say('form.save-first')}</p>
    </noscript>
  );
}

/** A sentence that stands out; `tone` decides colour and role, the words say the rest. */
export function Notice({
  tone,
  children,
}: {
  readonly tone: 'good' | 'bad' | 'info';
  readonly children: preact.ComponentChildren;
}) {
  return (
    <div class={`callout ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** The sentence for a notice key; a refusal without one of its own says the general sentence with its code. */
export function noticeText(speech: Speech, key: string): string {
  return speech.has(key)
    ? speech.say(key)
    : speech.say('refusal.other', { code: key.replace('refusal.', '') });
}

/** By when, for which company, who decides with the reader, whom to call. */
export function ItemFacts({
  view,
  speech,
  deciders = '',
}: {
  readonly view: ItemView;
  readonly speech: Speech;
  /** Parties as an item names them; empty where it is no matter of the reader's. */
  readonly deciders?: string;
}) {
  const { item, contact } = view;
  return (
    <dl class="facts">
      {item.status === 'open' && (
        <div>
          <dt>{speech.say(item.kind === 'approval' ? 'item.decide-by' : 'item.due')}</dt>
          <dd>
            <strong>{speech.say('date.full-time', { at: item.due })}</strong>
            {item.overdue && <span class="chip late">{speech.say('chip.overdue')}</span>}
          </dd>
        </div>
      )}
      <div>
        <dt>{speech.say('item.company')}</dt>
        <dd>
          <bdi>{view.case.organisationName}</bdi>
        </dd>
      </div>
      {item.measureTitle && (
        <div>
          <dt>{speech.say('item.measure')}</dt>
          <dd>{item.measureTitle}</dd>
        </div>
      )}
      {deciders !== '' && (
        <div>
          <dt>{speech.say('decision.deciders')}</dt>
          <dd>
            <bdi>{partyText(speech, deciders)}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{speech.say('item.questions')}</dt>
        <dd>
          <bdi>{contact.name}</bdi>
          {contact.phone && (
            <>
              {' · '}
              <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>
                <bdi dir="ltr">{contact.phone}</bdi>
              </a>
            </>
          )}
          {contact.email && (
            <>
              {' · '}
              <a href={`mailto:${contact.email}`}>
                <bdi>{contact.email}</bdi>
              </a>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Why it came back. */
export function Returned({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  if (view.returned.length === 0) return null;
  return (
    <section class="callout info">
      <h2>{speech.say('item.returned')}</h2>
      {view.returned.map((decision) => (
        <div key={`${decision.item}-${decision.at}`}>
          <p class="muted">
            {speech.say('item.returned-by', {
              outcome: speech.say(`outcome.${decision.outcome}`),
              by: decision.by,
              at: decision.at,
            })}
          </p>
          {decision.reason && <blockquote dir="auto">{decision.reason}</blockquote>}
          <ConditionList conditions={decision.conditions} speech={speech} />
        </div>
      ))}
    </section>
  );
}

/** What was handed in before, to read beside a form or a decision. */
export function Prerequisites({
  view,
  context,
  open,
}: {
  readonly view: ItemView;
  readonly context: Omit<FormContext, 'form' | 'typed' | 'problems' | 'firstMonth'>;
  readonly open: boolean;
}) {
  const { speech } = context;
  if (view.prerequisites.length === 0) return null;
  return (
    <section class="before">
      <h2>{speech.say('item.before')}</h2>
      {view.prerequisites.map((one) => (
        <details key={one.item} open={open && (view.returned.length === 0 || one.before !== null)}>
          <summary>
            {one.title} <span class="muted">{byLine(speech, one)}</span>
          </summary>
          {one.form ? (
            <AnswersView
              context={{ ...context, documents: one.documents }}
              form={one.form}
              answers={one.answers}
            />
          ) : null}
          {loose(one).length > 0 && (
            <DocumentList speech={speech} documents={loose(one)} href={context.documentHref} />
          )}
        </details>
      ))}
    </section>
  );
}

/** The receipt of what was handed in or decided; behind a link, its page is the reader's own copy. */
export function Receipt({
  view,
  door,
  speech,
}: {
  readonly view: ItemView;
  readonly door: Door;
  readonly speech: Speech;
}) {
  const { settled, item } = view;
  if (!settled)
    return (
      <Notice tone="info">
        <p>{speech.say('receipt.closed')}</p>
      </Notice>
    );
  return (
    <section class="callout good receipt" role="status">
      <h2>
        {speech.say(
          item.status === 'waived'
            ? 'receipt.waived'
            : item.status === 'withdrawn'
              ? 'receipt.withdrawn'
              : item.kind === 'approval'
                ? 'receipt.decided'
                : 'receipt.done',
        )}
      </h2>
      <dl class="facts">
        {settled.outcome && item.kind === 'approval' && (
          <div>
            <dt>{speech.say('receipt.outcome')}</dt>
            <dd>
              <strong>{speech.say(`outcome.${settled.outcome}`)}</strong>
            </dd>
          </div>
        )}
        {settled.by && (
          <div>
            <dt>{speech.say('receipt.by')}</dt>
            <dd>{settledBy(speech, settled)}</dd>
          </div>
        )}
        <div>
          <dt>{speech.say('receipt.at')}</dt>
          <dd>{speech.say('date.full-time', { at: settled.at })}</dd>
        </div>
        <div>
          <dt>{speech.say('receipt.number')}</dt>
          <dd class="code">{item.id}</dd>
        </div>
      </dl>
      {settled.reason && <blockquote dir="auto">{settled.reason}</blockquote>}
      <ConditionList conditions={settled.conditions} speech={speech} />
      {door.fileHref !== null && <p>{speech.say('receipt.keep')}</p>}
    </section>
  );
}

/** Who did it, also where somebody else than the link's person says so, or one acted for another. */
function settledBy(speech: Speech, settled: NonNullable<ItemView['settled']>): string {
  const { by: name, declared, onBehalfOf } = settled;
  if (declared) return speech.say('trail.declared', { name, by: declared.name, position: declared.function });
  return onBehalfOf === null ? name : speech.say('trail.taken-down', { name, whom: onBehalfOf });
}

function byLine(speech: Speech, { by, at }: PrerequisiteView): string {
  return at === null
    ? ''
    : by === null
      ? speech.say('date.day', { at })
      : speech.say('item.by-at', { by, at });
}

/** Documents that no answer lists. */
function loose({ form, answers, documents }: PrerequisiteView) {
  const listed = (form?.fields ?? []).flatMap(({ key, type }) =>
    type === 'files' ? ((answers[key] ?? []) as readonly string[]) : [],
  );
  return documents.filter(({ id }) => !listed.includes(id));
}
