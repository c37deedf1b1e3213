import { asksOwing, type DigestFacts } from '../digest-facts.js';
import { listText } from '#libs/wording';
import type { Letter, LetterEntry } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { MessageKey } from '../message-keys.js';
import type { Say } from '../messages.js';
import { daysLate, enclose, itemOf, signatureOf } from './frame.js';

const reasons = {
  single: 'digest.single',
  daily: 'digest.daily',
  weekly: 'digest.weekly',
} as const satisfies Readonly<Record<DigestFacts['because'], MessageKey>>;

/** Gmail shows 102 KB of a mail and hides the rest; nobody reads on so far either. */
const mostEntries = 40;

/** Several reminders in one mail, each with its own link, the most urgent first; what concerns others comes after. */
export function digest(facts: DigestFacts, say: Say): Letter {
  const { language, programme, name, coordinator, owed, informed, at } = facts;
  const asks = owed.length > 0;
  const count = asks ? owed.length : informed.length;
  const section = (heading: string, list: readonly MailFacts[]) =>
    list.length === 0
      ? []
      : [{ heading, lines: [], entries: list.slice(0, mostEntries).map((each) => entry(each, at, say)) }];
  const left = [owed, informed].reduce((sum, list) => sum + Math.max(0, list.length - mostEntries), 0);
  return enclose(
    {
      ...{ language, programme, name, signature: signatureOf(coordinator, programme, say) },
      footer: [
        say(reasons[facts.because]),
        ...(facts.isCoordinator ? [] : [say('footer.reply', { coordinator: coordinator.name })]),
        ...(facts.sample ? [say('footer.sample')] : []),
      ],
    },
    say,
    {
      subject: `[${programme}] ${say(asks ? 'digest.subject' : 'digest.subject-informed', { count })}`,
      heading: say(asks ? 'digest.subject' : 'digest.subject-informed', { count }),
      paragraphs: [say(asks ? 'digest.lead' : 'digest.lead-informed', { count, programme })],
      sections: [...section(say('digest.owed'), owed), ...section(say('digest.informed'), informed)],
      remarks: [
        ...(left === 0 ? [] : [say('digest.more', { count: left })]),
        ...(owed.some(({ link }) => link?.kind === 'personal')
          ? [say('link.valid'), say('digest.personal', { count: owed.length })]
          : []),
      ],
      choice: choiceOf(facts, say),
    },
  );
}

/** Behind a link of the digest's own, or where people with an account keep their preferences. */
function choiceOf({ owed, informed }: DigestFacts, say: Say): Letter['choice'] {
  const links = [...owed, ...informed].flatMap(({ link }) => link ?? []);
  const link = links.find(({ kind }) => kind === 'personal') ?? links[0];
  if (!link) return null;
  const url =
    link.kind === 'personal' ? `${link.url}/mail` : link.url.replace(/\/console\/.*$/, '/console/me#rhythm');
  return { label: say('digest.choose'), url };
}

function entry(facts: MailFacts, at: number, say: Say): LetterEntry {
  const { kind, title, due, assignees } = itemOf(facts);
  const { organisation, reference, link, timeZone } = facts;
  const late = at > due;
  const names = listText(
    facts.language,
    assignees.map(({ name }) => name),
  );
  return {
    title,
    late,
    lines: [
      late ? say('digest.late', { due, days: daysLate(due, at, timeZone) }) : say('digest.due', { due }),
      say('digest.about', { organisation, reference }),
      ...(asksOwing(facts) || names === '' ? [] : [say('digest.owes', { names })]),
    ],
    link: link && {
      label: say(!asksOwing(facts) ? 'button.case' : kind === 'task' ? 'button.task' : 'button.approval'),
      url: link.url,
    },
  };
}
