import type { ProgrammeView } from '#libs/cases';
import { mostMailsAWeek } from '#libs/domain';
import { NoticeOf } from '../directory/organisations.view.js';
import { textIn } from '../directory/posted.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { TextControl } from '../layout/controls.view.js';
import { Hidden } from '../work/item-parts.view.js';
import { ProgrammeName } from '../layout/name.view.js';

/** A programme's mail hours as the form shows them: `09:00` for 540. */
export function shownMailHours(programme: ProgrammeView): Readonly<Record<string, string>> {
  const { reminderAt, quietFrom, quietTo, mailsAWeek } = programme;
  const time = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return {
    reminderAt: time(reminderAt),
    quietFrom: time(quietFrom),
    quietTo: time(quietTo),
    mailsAWeek: String(mailsAWeek),
  };
}

/** Reminder time, quiet hours and the weekly cap of one programme. */
export function MailHoursPage({
  visit,
  programme,
  values,
  notice,
}: {
  readonly visit: Visit;
  readonly programme: ProgrammeView;
  /** As stored, or as typed where that was refused. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
}) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const control = (name: string) => ({ name, value: textIn(values, name), required: true });
  return (
    <ConsolePage visit={visit} title={say('mail-hours.title')} section="settings" narrow>
      <p class="crumbs">
        <a href="/console/settings">{say('nav.settings')}</a>
      </p>
      <h1>{say('mail-hours.title')}</h1>
      <p class="why">
        <ProgrammeName name={programme.name} />
      </p>
      <NoticeOf notice={notice} speech={speech} />
      <form method="post" action={path} class="card">
        <Hidden fields={hidden} />
        <TextControl
          {...control('reminderAt')}
          type="time"
          label={say('mail-hours.reminder-at')}
          help={say('mail-hours.reminder-help')}
        />
        <TextControl
          {...control('quietFrom')}
          type="time"
          label={say('mail-hours.quiet-from')}
          help={say('mail-hours.quiet-help')}
        />
        <TextControl {...control('quietTo')} type="time" label={say('mail-hours.quiet-to')} />
        <TextControl
          {...control('mailsAWeek')}
          type="number"
          label={say('mail-hours.a-week')}
          help={say('mail-hours.a-week-help', { most: mostMailsAWeek })}
        />
        <button type="submit" class="primary">
          {say('directory.save')}
        </button>
      </form>
    </ConsolePage>
  );
}
