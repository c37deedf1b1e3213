import type { Instant, Role } from '#libs/domain';
import type { MailKind, VisitNews } from '#libs/persistence';
import type { ComposedWords, MailComposer } from '../mail-composer.js';
import type { CoordinatorFacts, ItemFacts, LinkFacts, MailFacts, Recipient } from '../mail-facts.js';
import type { Letter } from '../letter.js';
import { accountInvitation, decisionCode, passwordReset } from '../letters/direct.js';
import { digest } from '../letters/digest.js';
import { monday } from '../letters/monday.js';
import { replyReceived, replyRefused } from '../letters/reply.js';
import type { Say } from '../messages.js';
import type { OwnTexts } from '../texts/own-texts.js';
import { sampleVisit } from './sample-visits.js';

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

const day = 86_400_000;
const reference = 'CCP-MA-2026-0007';

type Write = (setting: SampleSetting, composer: MailComposer) => Promise<ComposedWords>;

/** A mail about the case, with what differs from an invitation to the task. */
function aboutCase(more: (setting: SampleSetting, say: Say) => Partial<MailFacts>): Write {
  return (setting, composer) => {
    const say = composer.messages.in(setting.language, setting.timeZone);
    return composer.compose({ ...invitation(setting), ...more(setting, say) }, setting.own);
  };
}

/** A mail about no case. */
function direct(letter: (setting: SampleSetting, say: Say) => Letter): Write {
  return (setting, composer) =>
    composer.write((say) => letter(setting, say), setting.language, setting.timeZone);
}

function invitation(setting: SampleSetting): MailFacts {
  const { language, timeZone, at, programme, partners, organisation, coordinator, reader } = setting;
  return {
    ...{ notice: 'invitation', reference, language, timeZone, at, programme, partners, organisation },
    host: new URL(setting.publicUrl).host,
    sample: setting.isSample,
    recipient: { ...reader, marked: null, standing: { function: 'technical', organisation } },
    ...{ coordinator, answersReach: 'coordinator' },
    item: itemOf(setting, 'task'),
    link: { kind: 'personal', url: `${setting.publicUrl}/t/…` },
    ...{ rung: null, of: 4, outcome: null, decision: null, closing: null },
  };
}

function itemOf({ at, reader, coordinator, ...setting }: SampleSetting, kind: ItemFacts['kind']): ItemFacts {
  const assignees = [{ name: reader.name, email: reader.address, phone: coordinator.phone }];
  return {
    ...{ id: `${reference}.${kind}.1`, kind, revision: 0, due: at + 21 * day, assignees },
    ...setting[kind],
  };
}

const consoleLink = ({ publicUrl }: SampleSetting): LinkFacts => ({
  kind: 'console',
  url: `${publicUrl}/console`,
});

const as = ({ reader }: SampleSetting, role: Role): Recipient => ({
  ...reader,
  marked: null,
  standing: { role },
});

const late = (setting: SampleSetting, days: number): Partial<MailFacts> => ({
  at: setting.at + (21 + days) * day,
});

const toCoordinator = (setting: SampleSetting): Partial<MailFacts> => ({
  recipient: as(setting, 'coordinator'),
  link: consoleLink(setting),
});

function decided(outcome: string): Write {
  return aboutCase((setting, say) => ({
    ...{ notice: 'outcome', outcome, item: itemOf(setting, 'approval'), link: null },
    recipient: {
      ...invitation(setting).recipient,
      standing: { function: 'director', organisation: setting.organisation },
    },
    decision: {
      by: setting.coordinator.name,
      reason: outcome === 'approve' ? null : say('sample.reason'),
      redo: outcome === 'return' ? [setting.task.title] : [],
      stage: outcome === 'approve' ? setting.stage : null,
      next: outcome === 'approve' ? [{ title: setting.task.title, due: setting.at + 21 * day }] : [],
      againBy: outcome === 'defer' ? setting.at + 90 * day : null,
      moreTime: null,
    },
  }));
}

function closed(outcome: string): Write {
  return aboutCase(({ currency }) => ({
    ...{ notice: 'closing', outcome, item: null, link: null },
    closing: {
      ...{ outcome: null, attested: outcome === 'completed', implemented: 4, planned: 7 },
      ...{ saving: 184_000, currency, notAskedAnyMore: [] },
    },
  }));
}

function visited(news: VisitNews): Write {
  return aboutCase((setting, say) => ({
    ...(news === 'asked' && toCoordinator(setting)),
    ...{ notice: 'visit', item: null, visit: sampleVisit(news, setting, say) },
  }));
}

function gathered(because: 'single' | 'daily' | 'weekly'): Write {
  return direct((setting, say) => {
    const facts = invitation(setting);
    const { language, timeZone, at, programme, coordinator, reader } = setting;
    const owed = [
      { ...facts, notice: 'reminder' as const, at: at + 24 * day },
      { ...facts, notice: 'reminder' as const, item: { ...itemOf(setting, 'approval'), due: at + 30 * day } },
    ];
    return digest(
      {
        ...{ language, timeZone, at: at + 24 * day, name: reader.name, programme, sample: setting.isSample },
        ...{ coordinator, isCoordinator: false, because, owed, informed: [] },
      },
      say,
    );
  });
}

/** By the kind of mail that its row names, every letter that is written under it. */
const samples = {
  invitation: {
    'invitation-task': aboutCase(() => ({})),
    'invitation-approval': aboutCase((setting) => ({
      item: itemOf(setting, 'approval'),
      recipient: as(setting, 'committee'),
      link: consoleLink(setting),
    })),
  },
  reminder: {
    reminder: aboutCase(() => ({ notice: 'reminder', rung: 0 })),
    'reminder-late': aboutCase((setting) => ({ ...late(setting, 3), notice: 'reminder', rung: 2 })),
  },
  nudge: {
    nudge: aboutCase((setting) => ({
      notice: 'nudge',
      message: { by: setting.coordinator.name, subject: '', text: '' },
    })),
  },
  escalation: {
    'escalation-early': aboutCase((s) => ({ ...toCoordinator(s), notice: 'escalation', rung: 1 })),
    escalation: aboutCase((s) => ({ ...toCoordinator(s), ...late(s, 5), notice: 'escalation', rung: 3 })),
  },
  copy: { copy: aboutCase((s) => ({ ...toCoordinator(s), ...late(s, 2), notice: 'copy', rung: 2 })) },
  noted: { noted: aboutCase(() => ({ notice: 'noted' })) },
  receipt: { receipt: aboutCase(() => ({ notice: 'receipt', link: null })) },
  outcome: {
    'outcome-approve': decided('approve'),
    'outcome-return': decided('return'),
    'outcome-reject': decided('reject'),
    'outcome-defer': decided('defer'),
  },
  closing: {
    'closing-completed': closed('completed'),
    'closing-withdrawn': closed('withdrawn'),
    'closing-terminated': closed('terminated'),
  },
  'fresh-link': { 'fresh-link': aboutCase(() => ({ notice: 'fresh-link' })) },
  handover: {
    handover: aboutCase(({ reader, coordinator, organisation }) => ({
      notice: 'handover',
      recipient: { ...reader, marked: null, standing: { handedOverBy: coordinator.name, organisation } },
    })),
  },
  mention: {
    mention: aboutCase((setting, say) => ({
      ...{ ...toCoordinator(setting), notice: 'mention', item: null },
      comment: { by: setting.coordinator.name, text: say('sample.comment'), files: [] },
    })),
  },
  message: {
    message: aboutCase((setting, say) => ({
      ...{ notice: 'message', item: null, link: null },
      message: {
        by: setting.coordinator.name,
        subject: say('sample.subject'),
        text: say('sample.message'),
      },
    })),
  },
  visit: {
    'visit-proposed': visited('proposed'),
    'visit-offered': visited('offered'),
    'visit-asked': visited('asked'),
    'visit-confirmed': visited('confirmed'),
    'visit-moved': visited('moved'),
    'visit-reminder': visited('reminder'),
    'visit-cancelled': visited('cancelled'),
    'visit-withdrawn': visited('withdrawn'),
  },
  digest: {
    'digest-single': gathered('single'),
    'digest-daily': gathered('daily'),
    'digest-weekly': gathered('weekly'),
  },
  monday: {
    monday: direct((setting, say) => {
      const { language, timeZone, at, programme, organisation, reader, task, approval, publicUrl } = setting;
      const owes = [reader.name];
      return monday(
        {
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
        },
        say,
      );
    }),
  },
  'account-invitation': {
    'account-invitation': direct((s, say) => accountInvitation(account(s), say, `${s.publicUrl}/…`, 168)),
  },
  'password-reset': {
    'password-reset': direct((s, say) => passwordReset(account(s), say, `${s.publicUrl}/…`, 1)),
  },
  code: {
    code: direct((s, say) =>
      decisionCode({ ...account(s), coordinator: s.coordinator }, say, '482 913', {
        ...{ reference, title: s.approval.title, minutes: 15 },
      }),
    ),
  },
  'reply-received': {
    'reply-received': (setting, composer) => {
      const facts = invitation(setting);
      const refused = [{ name: 'photo.exe', code: 'document.kind-refused' }];
      const reply = { files: ['factures-2025.pdf'], refused };
      return composer.writeAbout(facts, (say) => replyReceived({ ...facts, reply }, say), setting.own);
    },
  },
  'reply-refused': {
    'reply-refused': direct((s, say) => replyRefused({ ...account(s), coordinator: s.coordinator }, say)),
  },
} satisfies Readonly<Record<MailKind, Readonly<Record<string, Write>>>>;

function account({ language, reader, programme, isSample }: SampleSetting) {
  return { language, name: reader.name, programme, sample: isSample, coordinator: null };
}

const writers: ReadonlyMap<string, Write> = new Map(
  Object.values(samples).flatMap((of) => Object.entries<Write>(of)),
);

/** Every letter that can leave, in the order of a case's life. */
export const sampleNames: readonly string[] = [...writers.keys()];

/** The letter of that name as it would be sent; undefined for a name that none has. */
export async function sampleMail(
  name: string,
  setting: SampleSetting,
  composer: MailComposer,
): Promise<ComposedWords | undefined> {
  return writers.get(name)?.(setting, composer);
}
