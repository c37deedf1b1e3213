import type { ComponentChildren } from 'preact';
import { mostSlots, type CaseHead, type VisitView } from '#libs/cases';
import type { LocalDate } from '#libs/domain';
import { CaseFrame } from '../cases/case-frame.view.js';
import type { Visit } from '../http/visit.js';
import { ParagraphControl } from '../layout/controls.view.js';
import { inZone, type Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { SlotDoubts, SlotFields } from './slot-fields.view.js';
import type { VisitAct, VisitState } from './visit-desk.js';
import { VisitChips } from './visit-line.view.js';
import { VisitFacts, VisitHistory, VisitWish } from './visit-parts.view.js';
import { slotText } from './visit-words.js';

export interface VisitPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly view: VisitView;
  readonly state: VisitState;
  readonly today: LocalDate;
  /** The form just posted was done. */
  readonly saved: boolean;
  readonly temporalUrl: string | null;
}

/** One visit, with everything that may be done about it. */
export function VisitPage(props: VisitPageProps) {
  const { visit, head, view, state, saved, temporalUrl } = props;
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  return (
    <CaseFrame visit={visit} head={head} tab="visits" temporalUrl={temporalUrl}>
      <p class="crumbs">
        <a href={`/console/cases/${view.reference}/visits`}>{say('case-tab.visits')}</a>
      </p>
      <h2>
        {say('visit.title')} <VisitChips view={view} speech={speech} />
      </h2>
      {state.notice !== null && (
        <Notice tone="bad">
          <p>{state.notice}</p>
        </Notice>
      )}
      {saved && state.act === null && (
        <Notice tone="good">
          <p>{say('visit.saved')}</p>
        </Notice>
      )}
      <VisitWish view={view} speech={speech} />
      <section class="card">
        <VisitFacts view={view} speech={speech} />
        {view.item !== null && (
          <p>
            <a href={`/console/items/${view.item}`}>
              {say('visit.task', { title: view.itemTitle ?? view.item })}
            </a>
          </p>
        )}
      </section>
      <Acts {...props} speech={speech} />
      <VisitHistory view={view} speech={speech} />
    </CaseFrame>
  );
}

type ActProps = VisitPageProps & { readonly speech: Speech };

function Acts(props: ActProps) {
  const { view } = props;
  const { answer, arrange } = view.may;
  const isProposed = view.state === 'proposed';
  return (
    <>
      {answer && isProposed && <Choose {...props} />}
      {arrange && isProposed && <Offer {...props} />}
      {arrange && view.state === 'confirmed' && <Move {...props} />}
      {answer && <Cancel {...props} />}
    </>
  );
}

function Act({
  act,
  title,
  label,
  isOpen,
  isDanger = false,
  children,
  ...props
}: ActProps & {
  readonly act: VisitAct;
  readonly title: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly isDanger?: boolean;
  readonly children: ComponentChildren;
}) {
  const { visit, view, state, speech } = props;
  const isPosted = state.act === act;
  return (
    <details open={isOpen || isPosted}>
      <summary>{title}</summary>
      <form method="post" action={`/console/visits/${view.id}`}>
        <Hidden
          fields={[...visit.hidden, ['key', state.key], ['seen', String(view.sequence)], ['do', act]]}
        />
        {isPosted && <SlotDoubts doubts={state.doubts} slots={state.typed.slots} speech={speech} />}
        {children}
        <div class="actions">
          <button type="submit" class={isDanger ? 'danger' : 'primary'}>
            {label}
          </button>
        </div>
      </form>
    </details>
  );
}

/** The company said it on the phone. */
function Choose(props: ActProps) {
  const { view, speech } = props;
  const { say } = speech;
  const free = view.slots.filter(({ fate }) => fate === 'free');
  return (
    <>
      <OfferedSlots {...props} />
      {free.length > 0 && (
        <Act
          {...props}
          act="choose"
          title={say('visit.choose-title')}
          label={say('visit.choose')}
          isOpen={false}
        >
          <fieldset class="field">
            <legend>{say('visit.choose-which')}</legend>
            {free.map((slot) => (
              <label class="tick" key={slot.number}>
                <input type="radio" name="slot" value={String(slot.number)} required />
                <span>{slotText(speech, slot)}</span>
              </label>
            ))}
          </fieldset>
        </Act>
      )}
    </>
  );
}

function OfferedSlots({ view, speech }: ActProps) {
  const { say } = speech;
  return (
    <section class="card">
      <h3>{say('visits.offered', { count: view.slots.length })}</h3>
      <ul class="plain">
        {view.slots.map((slot) => (
          <li key={slot.number}>
            {slotText(speech, slot)}
            {slot.fate !== 'free' && <span class="chip">{say(`slot-fate.${slot.fate}`)}</span>}
            {slot.warnings.map((warning) => (
              <span class="muted" key={warning}>
                {' · '}
                {say(`slot-warning.${warning}`)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer(props: ActProps) {
  const { view, state, today, speech } = props;
  const { say } = speech;
  return (
    <Act
      {...props}
      act="offer"
      title={say('visit.offer-title')}
      label={say('visit.send')}
      isOpen={view.waitsFor === 'team'}
    >
      <p class="help">{say('visit.slots-help')}</p>
      <SlotFields
        id="offer"
        count={mostSlots}
        slots={state.act === 'offer' ? state.typed.slots : []}
        first={today}
        speech={speech}
      />
    </Act>
  );
}

function Move(props: ActProps) {
  const { view, state, today, speech } = props;
  const { say } = speech;
  const isPosted = state.act === 'move';
  return (
    <Act
      {...props}
      act="move"
      title={say('visit.move-title')}
      label={say('visit.move')}
      isOpen={view.waitsFor === 'team'}
    >
      <SlotFields
        id="move"
        count={1}
        slots={isPosted ? state.typed.slots : []}
        first={today}
        speech={speech}
      />
      <Reason id="move-reason" label={say('visit.move-reason')} value={isPosted ? state.typed.reason : ''} />
    </Act>
  );
}

function Cancel(props: ActProps) {
  const { state, speech } = props;
  const { say } = speech;
  return (
    <Act
      {...props}
      act="cancel"
      title={say('visit.cancel-title')}
      label={say('visit.cancel')}
      isOpen={false}
      isDanger
    >
      <ParagraphControl
        name="reason"
        label={say('visit.cancel-reason')}
        help={say('visit.reason-help')}
        value={state.act === 'cancel' ? state.typed.reason : ''}
        required
      />
    </Act>
  );
}

function Reason({
  id,
  label,
  value,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name="reason" rows={3} maxLength={4000} dir="auto">
        {value}
      </textarea>
    </div>
  );
}
