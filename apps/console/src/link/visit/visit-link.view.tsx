import type { ItemView, SlotView, VisitView } from '#libs/cases';
import type { LocalDate } from '#libs/domain';
import { ParagraphControl } from '../../layout/controls.view.js';
import { LightPage } from '../../layout/document.view.js';
import { TypedBack, TypedLines } from '../../layout/typed-back.view.js';
import { dayText, inZone, type Speech } from '../../text/messages.js';
import type { VisitAct, VisitState } from '../../visits/visit-desk.js';
import { VisitFacts } from '../../visits/visit-parts.view.js';
import { slotText } from '../../visits/visit-words.js';
import { WishFields } from '../../visits/wish-fields.view.js';
import { Hidden, Notice } from '../../work/item-parts.view.js';
import { ToCall } from '../to-call.view.js';

export interface VisitLinkPageProps {
  readonly view: VisitView;
  /** Whom to call. */
  readonly contact: ItemView['contact'] | null;
  readonly state: VisitState;
  /** What was posted was done. */
  readonly saved: boolean;
  /** What is in the form was typed until an earlier link was over. */
  readonly kept: boolean;
  /** Path of the link's own page. */
  readonly path: string;
  readonly seal: string;
  readonly today: LocalDate;
  readonly speech: Speech;
}

/** A visit as the company sees it: one button a date, and a way out where none of them suits. */
export function VisitLinkPage(props: VisitLinkPageProps) {
  const { view, contact, state, kept, path } = props;
  const speech = inZone(props.speech, view.timeZone);
  const { say } = speech;
  return (
    <LightPage
      speech={speech}
      title={say('visit.page-title')}
      programme={view.programmeName}
      path={`${path}/visits/${view.id}`}
    >
      <h1>{say('visit.page-of', { company: view.organisationName })}</h1>
      {state.notice !== null && (
        <Notice tone={kept ? 'info' : 'bad'}>
          <p>{state.notice}</p>
        </Notice>
      )}
      {!view.may.answer && <Late state={state} speech={speech} />}
      <Standing {...props} speech={speech} />
      <section class="card">
        <VisitFacts view={view} speech={speech} />
      </section>
      {view.may.answer && <Answers {...props} speech={speech} />}
      {contact && <ToCall contact={contact} speech={speech} />}
    </LightPage>
  );
}

/** What was typed on the page, where the visit takes no answer any more. */
function Late({ state, speech }: Pick<VisitLinkPageProps, 'state' | 'speech'>) {
  const { slots, reason } = state.typed;
  const day = slots[0]?.day ?? '';
  const words = [day === '' ? '' : dayText(speech, day), reason].filter((line) => line !== '');
  if (words.length === 0) return null;
  return (
    <TypedBack how="call" speech={speech}>
      <TypedLines words={words} />
    </TypedBack>
  );
}

/** How it stands now, whoever did it. */
function Standing({ view, saved, speech }: VisitLinkPageProps) {
  const { say } = speech;
  const { state, isOver, wish } = view;
  const settling: readonly string[] = ['confirmed', 'moved', 'cancelled'];
  const by = view.changes.findLast(({ kind }) => settling.includes(kind))?.personName ?? '';
  if (isOver)
    return (
      <Notice tone="info">
        <p>{say('visit.page-past')}</p>
      </Notice>
    );
  if (state === 'cancelled')
    return (
      <Notice tone="info">
        <p>{say('visit.page-cancelled', { name: by })}</p>
      </Notice>
    );
  if (state === 'withdrawn')
    return (
      <Notice tone="info">
        <p>{say('visit.page-withdrawn')}</p>
      </Notice>
    );
  if (wish !== null)
    return (
      <Notice tone={saved ? 'good' : 'info'}>
        <p>{say('visit.page-asked')}</p>
      </Notice>
    );
  if (state === 'confirmed')
    return (
      <Notice tone="good">
        <p>
          <strong>{say('visit.page-agreed')}</strong>
        </p>
        <p>{say('visit.page-agreed-how', { name: by })}</p>
      </Notice>
    );
  return view.may.answer ? null : (
    <Notice tone="info">
      <p>{say('visit.page-stopped')}</p>
    </Notice>
  );
}

function Answers(props: VisitLinkPageProps) {
  const { view, state, speech } = props;
  const { say } = speech;
  const isAgreed = view.state === 'confirmed';
  const free = view.slots.filter(({ fate }) => fate !== 'agreed' && fate !== 'past');
  const offered = <Offered {...props} slots={free} isFirst={!isAgreed && view.wish === null} />;
  return (
    <>
      {free.length > 0 &&
        (isAgreed ? (
          <details open={state.act === 'choose'}>
            <summary>{say('visit.page-change')}</summary>
            {offered}
          </details>
        ) : (
          <section class="card">
            <h2>{say('visit.page-choose')}</h2>
            <p class="help">{say('visit.page-choose-how')}</p>
            {offered}
          </section>
        ))}
      <Ask
        {...props}
        isOpen={state.act === 'ask' || (free.length === 0 && !isAgreed && view.wish === null)}
      />
      {(isAgreed || state.act === 'cancel') && <CallOff {...props} />}
    </>
  );
}

/** Each date a button of its own: a thumb needs no list to choose from and no second step. */
function Offered({
  slots,
  isFirst,
  ...props
}: VisitLinkPageProps & { readonly slots: readonly SlotView[]; readonly isFirst: boolean }) {
  const { speech } = props;
  return (
    <ul class="plain slot-choices">
      {slots.map((slot) => (
        <li key={slot.number}>
          {slot.fate === 'taken' ? (
            <p class="muted">
              {slotText(speech, slot)} <span class="chip">{speech.say('slot-fate.taken')}</span>
            </p>
          ) : (
            <Post {...props} act="choose" more={[['slot', String(slot.number)]]}>
              <button type="submit" class={isFirst ? 'primary' : undefined}>
                {slotText(speech, slot)}
              </button>
            </Post>
          )}
        </li>
      ))}
    </ul>
  );
}

function Ask({ isOpen, ...props }: VisitLinkPageProps & { readonly isOpen: boolean }) {
  const { state, today, speech, view } = props;
  const { say } = speech;
  return (
    <details open={isOpen}>
      <summary>{say(view.state === 'confirmed' ? 'visit.page-other' : 'visit.page-none')}</summary>
      <Post {...props} act="ask">
        <WishFields state={state} today={today} speech={speech} />
        <div class="actions">
          <button type="submit">{say('visit.page-ask')}</button>
        </div>
      </Post>
    </details>
  );
}

function CallOff(props: VisitLinkPageProps) {
  const { state, speech } = props;
  const { say } = speech;
  return (
    <details open={state.act === 'cancel'}>
      <summary>{say('visit.cancel-title')}</summary>
      <Post {...props} act="cancel">
        <ParagraphControl
          name="reason"
          label={say('visit.cancel-reason')}
          help={say('visit.reason-help')}
          value={state.act === 'cancel' ? state.typed.reason : ''}
          required
        />
        <div class="actions">
          <button type="submit" class="danger">
            {say('visit.cancel')}
          </button>
        </div>
      </Post>
    </details>
  );
}

/** A form of this page: what it answers is the visit as it was shown. */
function Post({
  view,
  state,
  path,
  seal,
  speech,
  act,
  more = [],
  children,
}: VisitLinkPageProps & {
  readonly act: VisitAct;
  readonly more?: readonly (readonly [string, string])[];
  readonly children: preact.ComponentChildren;
}) {
  return (
    <form method="post" action={`${path}/visits/${view.id}?lang=${speech.language}`}>
      <Hidden
        fields={[['seal', seal], ['key', state.key], ['seen', String(view.sequence)], ['do', act], ...more]}
      />
      {children}
    </form>
  );
}
