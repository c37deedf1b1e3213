import { mostSlots, type CaseHead, type VisitGround } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { CaseFrame } from '../cases/case-frame.view.js';
import { ParagraphControl, TextControl } from '../layout/controls.view.js';
import { inZone } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';
import { SlotDoubts, SlotFields } from './slot-fields.view.js';
import type { VisitState } from './visit-desk.js';

export interface NewVisitPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly ground: VisitGround;
  readonly state: VisitState;
  readonly temporalUrl: string | null;
}

/** Dates for a visit: when, where, who comes, whom to meet. */
export function NewVisitPage({ visit, head, ground, state, temporalUrl }: NewVisitPageProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  const { typed, notice, doubts, key } = state;
  const list = `/console/cases/${head.case.reference}/visits`;
  return (
    <CaseFrame visit={visit} head={head} tab="visits" temporalUrl={temporalUrl}>
      <h2>{say('visit.propose')}</h2>
      <p class="why">{say('visit.propose-why')}</p>
      <form method="post" action={`${list}/new`} class="card">
        <Hidden fields={[...visit.hidden, ['key', key], ['item', typed.item], ['do', 'propose']]} />
        {notice !== null && (
          <Notice tone="bad">
            <p>{notice}</p>
          </Notice>
        )}
        <SlotDoubts doubts={doubts} slots={typed.slots} speech={speech} />
        <p class="help">{say('visit.slots-help')}</p>
        <SlotFields id="new" count={mostSlots} slots={typed.slots} first={ground.today} speech={speech} />
        <TextControl
          name="place"
          label={say('visit.place')}
          help={say('visit.place-help')}
          value={typed.place}
          required
        />
        <fieldset class="field">
          <legend>{say('visit.visitors')}</legend>
          {ground.visitors.map(({ person, name, role, standsInFor }) => (
            <label class="tick" key={person}>
              <input
                type="checkbox"
                name="visitor"
                value={person}
                checked={typed.visitors.includes(person)}
              />
              <span>
                {standsInFor === null ? (
                  <bdi>{name}</bdi>
                ) : (
                  say('visit.stands-in', { name, whom: standsInFor.name })
                )}{' '}
                <span class="muted">{partyText(speech, role)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset class="field">
          <legend>{say('visit.functions')}</legend>
          <p class="help">{say('visit.functions-help')}</p>
          {ground.functions.map((name) => (
            <label class="tick" key={name}>
              <input type="checkbox" name="function" value={name} checked={typed.functions.includes(name)} />
              <span>{partyText(speech, name)}</span>
            </label>
          ))}
        </fieldset>
        <ParagraphControl
          name="note"
          label={say('visit.note')}
          help={say('visit.note-help')}
          value={typed.note}
        />
        <div class="actions">
          <button type="submit" class="primary">
            {say('visit.send')}
          </button>
          <a class="button" href={list}>
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </CaseFrame>
  );
}
