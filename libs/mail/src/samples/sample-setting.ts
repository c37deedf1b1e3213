import type { Instant, Role } from '#libs/domain';
import type { CoordinatorFacts, ItemFacts, LinkFacts, MailFacts, Recipient } from '../mail-facts.js';
import type { OwnTexts } from '../texts/own-texts.js';

/** What a sample is about: real names of a programme and its path, in the language it is shown in. */
export interface SampleSetting {
  readonly language: string;
  readonly timeZone: string;
  readonly at: Instant;
  readonly programme: string;
  readonly currency: string;
  readonly partners: readonly string[];
  readonly isSample: boolean;
  readonly organisation: string;
  readonly coordinator: CoordinatorFacts;
  /** Whoever looks at it reads what would be written to them. */
  readonly reader: { readonly name: string; readonly address: string };
  readonly task: SampleItem;
  readonly approval: SampleItem;
  readonly stage: string;
  /** Start of the installation's address. */
  readonly publicUrl: string;
  /** What the programme says in its own words. */
  readonly own?: OwnTexts;
}

/** Words of a task or approval of the path. */
export type SampleItem = Pick<ItemFacts, 'title' | 'why' | 'help' | 'minutes'>;

const hour = 3_600_000;
export const day = 24 * hour;
export const reference = 'CCP-MA-2026-0007';

/** That day at an hour, UTC: whenever one looks at a sample, people in it work by day. */
export function hourOf(moment: Instant, utc: number): Instant {
  return Math.floor(moment / day) * day + utc * hour;
}

/** An invitation to the task, from which every other mail differs in something. */
export function invitation(setting: SampleSetting): MailFacts {
  const { language, timeZone, at, programme, partners, organisation, coordinator, reader } = setting;
  return {
    ...{ notice: 'invitation', reference, language, timeZone, at, programme, partners, organisation },
    host: new URL(setting.publicUrl).host,
    sender: { name: programme, address: reader.address },
    sample: setting.isSample,
    recipient: { ...reader, marked: null, standing: { function: 'technical', organisation } },
    ...{ coordinator, answersReach: 'coordinator' },
    item: itemOf(setting, 'task'),
    link: { kind: 'personal', url: `${setting.publicUrl}/t/…` },
    ...{ rung: null, of: 4, outcome: null, decision: null, closing: null },
  };
}

export function itemOf(
  { at, reader, coordinator, ...setting }: SampleSetting,
  kind: ItemFacts['kind'],
): ItemFacts {
  const assignees = [{ name: reader.name, email: reader.address, phone: coordinator.phone }];
  return {
    ...{ id: `${reference}.${kind}.1`, kind, revision: 0, due: hourOf(at + 21 * day, 17), assignees },
    ...setting[kind],
  };
}

export const consoleLink = ({ publicUrl }: SampleSetting): LinkFacts => ({
  kind: 'console',
  url: `${publicUrl}/console`,
});

export const as = ({ reader }: SampleSetting, role: Role): Recipient => ({
  ...reader,
  marked: null,
  standing: { role },
});

/** So many days after the due date. */
export const late = (setting: SampleSetting, days: number): Partial<MailFacts> => ({
  at: setting.at + (21 + days) * day,
});

export const toCoordinator = (setting: SampleSetting): Partial<MailFacts> => ({
  recipient: as(setting, 'coordinator'),
  link: consoleLink(setting),
});
