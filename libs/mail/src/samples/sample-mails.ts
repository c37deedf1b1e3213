import type { MailKind, VisitNews } from '#libs/persistence';
import type { DigestFacts } from '../digest-facts.js';
import { accountInvitation, decisionCode, passwordReset } from '../letters/direct.js';
import { digest } from '../letters/digest.js';
import { monday } from '../letters/monday.js';
import { replyReceived, replyRefused } from '../letters/reply.js';
import type { Letter } from '../letter.js';
import type { ComposedWords, MailComposer } from '../mail-composer.js';
import type { CommentFacts, MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { groundOfCase, groundOfDigest, groundOfMonday, type TextGround } from '../texts/text-ground.js';
import { sampleDigest, sampleFollowUp, sampleWeek } from './sample-gathered.js';
import {
  as,
  consoleLink,
  day,
  invitation,
  itemOf,
  late,
  reference,
  toCoordinator,
  type SampleSetting,
} from './sample-setting.js';
import { sampleVisit } from './sample-visits.js';

type Write = (setting: SampleSetting, composer: MailComposer) => Promise<ComposedWords>;

/** A mail about the case, with what differs from an invitation to the task. */
function aboutCase(more: (setting: SampleSetting, say: Say) => Partial<MailFacts>): Write {
  return (setting, composer) => {
    const say = composer.messages.in(setting.language, setting.timeZone);
    return composer.compose({ ...invitation(setting), ...more(setting, say) }, setting.own);
  };
}

/** A mail about several cases of the programme. */
function aboutCases<Facts>(
  factsOf: (setting: SampleSetting, say: Say) => Facts,
  groundOf: (facts: Facts) => TextGround,
  letter: (facts: Facts, say: Say) => Letter,
): Write {
  return (setting, composer) => {
    const facts = factsOf(setting, composer.messages.in(setting.language, setting.timeZone));
    return composer.writeAbout(groundOf(facts), (say) => letter(facts, say), setting.own);
  };
}

function gathered(because: DigestFacts['because']): Write {
  return aboutCases((setting) => sampleDigest(because, setting), groundOfDigest, digest);
}

/** A mail about no case. */
function direct(letter: (setting: SampleSetting, say: Say) => Letter): Write {
  return (setting, composer) =>
    composer.write((say) => letter(setting, say), setting.language, setting.timeZone);
}

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

function mentioned(what: (say: Say) => Pick<CommentFacts, 'text' | 'files'>): Write {
  return aboutCase((setting, say) => ({
    ...{ ...toCoordinator(setting), notice: 'mention', item: null },
    comment: { by: setting.coordinator.name, ...what(say) },
  }));
}

function visited(news: VisitNews): Write {
  return aboutCase((setting, say) => ({
    ...(news === 'asked' && toCoordinator(setting)),
    ...{ notice: 'visit', item: null, visit: sampleVisit(news, setting, say) },
  }));
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
    'closing-other': closed('other'),
  },
  'fresh-link': { 'fresh-link': aboutCase(() => ({ notice: 'fresh-link' })) },
  handover: {
    handover: aboutCase(({ reader, coordinator, organisation }) => ({
      notice: 'handover',
      recipient: { ...reader, marked: null, standing: { handedOverBy: coordinator.name, organisation } },
    })),
  },
  mention: {
    mention: mentioned((say) => ({ text: say('sample.comment'), files: [] })),
    'mention-files': mentioned(() => ({ text: '', files: ['devis-pompe.pdf', 'photo.jpg'] })),
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
    'visit-edited': visited('edited'),
    'visit-reminder': visited('reminder'),
    'visit-cancelled': visited('cancelled'),
    'visit-withdrawn': visited('withdrawn'),
  },
  digest: {
    'digest-single': gathered('single'),
    'digest-daily': gathered('daily'),
    'digest-weekly': gathered('weekly'),
    'digest-informed': aboutCases(sampleFollowUp, groundOfDigest, digest),
  },
  monday: {
    monday: aboutCases(sampleWeek, groundOfMonday, monday),
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
      const letter = (say: Say) => replyReceived({ ...facts, reply }, say);
      return composer.writeAbout(groundOfCase(facts), letter, setting.own);
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
