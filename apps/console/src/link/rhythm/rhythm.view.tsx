import type { PersonView } from '#libs/cases';
import { RhythmControl } from '../../directory/people.view.js';
import { LightPage } from '../../layout/document.view.js';
import type { Speech } from '../../text/messages.js';
import { Hidden, Notice, noticeText } from '../../work/item-parts.view.js';

/** How somebody without an account wants reminders. */
export function RhythmPage({
  speech,
  person,
  path,
  seal,
  notice,
}: {
  readonly speech: Speech;
  readonly person: Pick<PersonView, 'name' | 'mailRhythm'>;
  /** Path of the link's own page. */
  readonly path: string;
  readonly seal: string;
  /** Message key. */
  readonly notice: string | null;
}) {
  const { say } = speech;
  return (
    <LightPage speech={speech} title={say('rhythm.title')} programme="Parcours" path={`${path}/mail`}>
      <h1>{say('rhythm.title')}</h1>
      <p class="why">{say('rhythm.for', { name: person.name })}</p>
      {notice !== null && (
        <Notice tone={notice === 'rhythm.saved' ? 'good' : 'bad'}>
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      <form method="post" action={`${path}/mail?lang=${speech.language}`} class="card">
        <Hidden fields={[['seal', seal]]} />
        <RhythmControl speech={speech} value={person.mailRhythm} />
        <p class="help">{say('rhythm.help')}</p>
        <button type="submit" class="primary">
          {say('directory.save')}
        </button>
      </form>
    </LightPage>
  );
}
