import type { DigestFacts } from '../digest-facts.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import type { MondayFacts } from '../monday-facts.js';
import { day, invitation, itemOf, reference, toCoordinator, type SampleSetting } from './sample-setting.js';

/** Two reminders in one mail. */
export function sampleDigest(because: DigestFacts['because'], setting: SampleSetting): DigestFacts {
  return digestOf(because, setting, {
    owed: twoDue({ ...invitation(setting), notice: 'reminder' }, setting),
  });
}

/** What others owe, told to their coordinator. */
export function sampleFollowUp(setting: SampleSetting): DigestFacts {
  const told = { ...invitation(setting), ...toCoordinator(setting), notice: 'copy' } as const;
  return digestOf('daily', setting, { informed: twoDue(told, setting) });
}

/** The later one is not due yet. */
function twoDue(facts: MailFacts, setting: SampleSetting): readonly MailFacts[] {
  const at = setting.at + 24 * day;
  return [
    { ...facts, at },
    { ...facts, at, item: { ...itemOf(setting, 'approval'), due: setting.at + 30 * day } },
  ];
}

function digestOf(
  because: DigestFacts['because'],
  { language, timeZone, at, programme, coordinator, reader, isSample }: SampleSetting,
  told: Partial<Pick<DigestFacts, 'owed' | 'informed'>>,
): DigestFacts {
  return {
    ...{ language, timeZone, at: at + 24 * day, name: reader.name, programme, sample: isSample },
    ...{ coordinator, isCoordinator: false, because, owed: [], informed: [], ...told },
  };
}

/** A week with something late, a decision and an incident. */
export function sampleWeek(setting: SampleSetting, say: Say): MondayFacts {
  const { language, timeZone, at, programme, organisation, reader, task, approval, publicUrl } = setting;
  const owes = [reader.name];
  return {
    ...{ language, timeZone, at, name: reader.name, programme, sample: setting.isSample },
    console: `${publicUrl}/console`,
    companies: [
      {
        ...{ organisation, reference, incidents: ['mail-undeliverable'] },
        late: [{ item: `${reference}.task.1`, title: task.title, due: at - 4 * day, owes }],
        toDecide: [{ item: `${reference}.approval.1`, title: approval.title, due: at + 3 * day, owes }],
        contact: { at: at - 2 * day, note: say('sample.note'), promised: null },
      },
    ],
  };
}
