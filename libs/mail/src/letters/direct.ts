import type { Letter } from '../letter.js';
import type { Say } from '../messages.js';
import { enclose, signatureOf, type Content } from './frame.js';
import type { DirectFacts } from '../direct-facts.js';

/** An account was opened: choose a password. */
export function accountInvitation(facts: DirectFacts, say: Say, url: string, hours: number): Letter {
  const { programme } = facts;
  return direct(facts, say, say('footer.account', { programme }), {
    subject: say('account.invitation-subject', { programme }),
    paragraphs: [say('account.invitation-lead', { programme }), say('account.invitation-ask')],
    button: { label: say('button.password'), url },
    remarks: [say('account.link', { hours }), say('account.own-link')],
  });
}

/** A new password was asked for at the sign-in page. */
export function passwordReset(facts: DirectFacts, say: Say, url: string, hours: number): Letter {
  const { programme } = facts;
  return direct(facts, say, say('footer.account', { programme }), {
    subject: say('account.reset-subject', { programme }),
    paragraphs: [say('account.reset-lead', { programme })],
    button: { label: say('button.password'), url },
    remarks: [say('account.link', { hours }), say('account.reset-not-you')],
  });
}

/** A forwarded approval link asks for this before it decides. The subject, which is kept, must not tell the code. */
export function decisionCode(
  facts: DirectFacts,
  say: Say,
  code: string,
  decision: { readonly reference: string; readonly title: string; readonly minutes: number },
): Letter {
  const { reference, title, minutes } = decision;
  const subject = say('code.subject', { title });
  return direct(facts, say, say('footer.decides', { programme: facts.programme }), {
    subject: `[${reference}] ${subject}`,
    heading: subject,
    paragraphs: [say('code.lead')],
    facts: [
      { label: say('label.code'), value: code },
      { label: say('label.reference'), value: reference },
    ],
    remarks: [say('code.ask', { minutes }), say('code.not-you')],
  });
}

/** A letter about no case, signed by the coordinator where there is one. */
export function direct(facts: DirectFacts, say: Say, why: string, content: Content): Letter {
  const { language, programme, name, coordinator } = facts;
  return enclose(
    {
      language,
      programme,
      name,
      signature: coordinator ? signatureOf(coordinator, programme, say) : [programme],
      footer: [
        why,
        coordinator ? say('footer.reply', { coordinator: coordinator.name }) : say('footer.no-reply'),
        ...(facts.sample ? [say('footer.sample')] : []),
      ],
    },
    say,
    content,
  );
}
