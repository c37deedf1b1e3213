import type { ComponentChildren } from 'preact';
import { mostSlots, type VisitView } from '#libs/cases';
import type { LocalDate } from '#libs/domain';
import type { Visit } from '../http/visit.js';
import { ParagraphControl, TextControl } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import { SlotDoubts, SlotFields } from './slot-fields.view.js';
import type { VisitAct, VisitState } from './visit-desk.js';
import { slotText } from './visit-words.js';
import { WishFields } from './wish-fields.view.js';

interface ActProps {
  readonly visit: Visit;
  readonly view: VisitView;
  readonly state: VisitState;
  readonly today: LocalDate;
  readonly speech: Speech;
}

/** Everything that the reader may do about a visit, each a form that opens. */
export function VisitActs(props: ActProps) {
  const { view } = props;
  const { answer, arrange, edit } = view.may;
  const isProposed = view.state === 'proposed';
  // Whoever runs the case moves a visit, and asks nobody.
  const isOfCompany = answer && !arrange;
  return (
    <>
      {answer && isProposed && <Choose {...props} />}
      {isOfCompany && <Ask {...props} />}
      {arrange && isProposed && <Offer {...props} />}
      {arrange && view.state === 'confirmed' && <Move {...props} />}
      {edit && <Edit {...props} />}
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

/** The company itself, or the team for it after a call. */
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
          title={say(view.may.arrange ? 'visit.choose-title' : 'visit.page-choose')}
          label={say('visit.choose')}
          isOpen={view.yourTurn && !view.may.arrange}
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

/** None of the dates suits, or the agreed one no longer does. */
function Ask(props: ActProps) {
  const { view, state, today, speech } = props;
  const { say } = speech;
  const hasDates = view.state === 'confirmed' || view.slots.some(({ fate }) => fate === 'free');
  return (
    <Act
      {...props}
      act="ask"
      title={say(view.state === 'confirmed' ? 'visit.page-other' : 'visit.page-none')}
      label={say('visit.page-ask')}
      isOpen={!hasDates && view.wish === null}
    >
      <WishFields state={state} today={today} speech={speech} />
    </Act>
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

function Edit(props: ActProps) {
  const { view, state, speech } = props;
  const { say } = speech;
  const { place, note } = state.act === 'edit' ? state.typed : view;
  return (
    <Act {...props} act="edit" title={say('visit.edit-title')} label={say('visit.edit')} isOpen={false}>
      <TextControl
        name="place"
        label={say('visit.place')}
        help={say('visit.place-help')}
        value={place}
        required
      />
      <ParagraphControl name="note" label={say('visit.note')} help={say('visit.note-help')} value={note} />
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
