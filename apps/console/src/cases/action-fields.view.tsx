import { contactMedia, type CaseOverview } from '#libs/cases';
import { ChoiceControl, DateControl, ParagraphControl } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { stepsFor, type CaseAction } from './case-action.js';

export interface ActionFieldsProps {
  readonly view: CaseOverview;
  readonly action: CaseAction;
  /** What was typed, or the address asks for. */
  readonly typed: (name: string) => string;
  readonly chosen: readonly string[];
  readonly speech: Speech;
}

/** The inputs of one action on a case. */
export function ActionFields(props: ActionFieldsProps) {
  const { action, view, typed, speech } = props;
  const { say } = speech;
  switch (action) {
    case 'recover':
      return null;
    case 'suspend':
      return (
        <>
          <StepChoice {...props} empty={say('action.whole-case')} />
          <DateControl
            name="until"
            label={say('action.suspend-until')}
            help={say('action.suspend-until-help')}
            value={typed('until')}
          />
          <Reason {...props} />
        </>
      );
    case 'resume':
      return (
        <>
          <StepChoice
            {...props}
            {...(view.suspensions.some(({ item }) => item === null)
              ? { empty: say('action.whole-case') }
              : {})}
          />
          <Reason {...props} required={false} />
        </>
      );
    case 'extend':
      return (
        <>
          <StepChoice {...props} empty={say('form.choose')} />
          <DateControl name="until" label={say('action.extend-until')} value={typed('until')} required />
          <Reason {...props} />
        </>
      );
    case 'logContact':
      return <ContactFields {...props} />;
    case 'reopen':
      return (
        <>
          <ChoiceControl
            name="stage"
            label={say('action.reopen-stage')}
            empty={say('form.choose')}
            value={typed('stage')}
            options={view.stages.map(({ key, title }) => [key, title])}
          />
          <Reason {...props} />
        </>
      );
    default:
      return <Reason {...props} />;
  }
}

function Reason({
  action,
  typed,
  speech,
  required = true,
}: ActionFieldsProps & { readonly required?: boolean }) {
  return (
    <ParagraphControl
      name="reason"
      label={speech.say('decision.reason')}
      help={speech.say(`action.${action}-reason`)}
      value={typed('reason')}
      required={required}
    />
  );
}

function StepChoice({ view, action, typed, speech, empty }: ActionFieldsProps & { readonly empty?: string }) {
  return (
    <ChoiceControl
      name="task"
      label={speech.say('action.what')}
      value={typed('task')}
      options={stepsFor(view, action).map((item) => [item.id, stepTitle(item)])}
      {...(empty === undefined ? {} : { empty })}
    />
  );
}

/** "Called, promised the bills by 12 March." */
function ContactFields({ view, action, typed, chosen, speech }: ActionFieldsProps) {
  const { say } = speech;
  const steps = stepsFor(view, action);
  return (
    <>
      <ChoiceControl
        name="medium"
        label={say('action.medium')}
        empty={say('form.choose')}
        value={typed('medium')}
        options={contactMedia.map((medium) => [medium, say(`medium.${medium}`)])}
      />
      <ParagraphControl
        name="reason"
        label={say('action.note')}
        help={say('action.note-help')}
        value={typed('reason')}
        required
      />
      <DateControl
        name="promised"
        label={say('action.promised')}
        help={say('action.promised-help')}
        value={typed('promised')}
      />
      {steps.length > 0 && (
        <fieldset class="field">
          <legend>
            {say('action.steps')}
            <span class="optional"> {say('form.optional')}</span>
          </legend>
          <p class="help">{say('action.steps-help')}</p>
          {steps.map((item) => (
            <label class="tick" key={item.id}>
              <input type="checkbox" name="tasks" value={item.id} checked={chosen.includes(item.id)} />{' '}
              <span>{stepTitle(item)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function stepTitle({ title, measureTitle }: CaseOverview['items'][number]): string {
  return measureTitle ? `${title} · ${measureTitle}` : title;
}
