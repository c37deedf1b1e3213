import type { LinkAnswer } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { pathOf } from './link-pages.js';

/** What is offered to whom on which page: mail in the language that is read here. */
export interface LanguageOffer {
  readonly token: string;
  readonly seal: string;
  /** Language of the person's mails. */
  readonly written: string;
  /** The page to come back to. */
  readonly page: 'item' | 'file';
  /** It was chosen a moment ago. */
  readonly isKept: boolean;
}

/** The person of a mailed link may choose; whoever copied it, and a colleague with a link of their own, are written to otherwise. */
export function languageOffer(link: LinkAnswer, offer: Omit<LanguageOffer, 'written'>): LanguageOffer | null {
  if (link.status !== 'valid' || link.actor.channel !== 'link' || link.actor.declared) return null;
  return { ...offer, written: link.actor.viewer.language };
}

/** Who reads in another language than their mails come in is asked whether those shall follow; and told once they do. */
export function KeepLanguage({
  offer,
  speech,
}: {
  readonly offer: LanguageOffer | null;
  readonly speech: Speech;
}) {
  const { say, language } = speech;
  if (!offer) return null;
  if (offer.isKept && offer.written === language)
    return (
      <Notice tone="good">
        <p>{say('keep-language.kept')}</p>
      </Notice>
    );
  if (offer.written === language) return null;
  return (
    <form method="post" action={`${pathOf(offer.token)}/language?lang=${language}`} class="keep-language">
      <Hidden
        fields={[
          ['seal', offer.seal],
          ['language', language],
          ['page', offer.page],
        ]}
      />
      <span>{say('keep-language.now', { language: offer.written })}</span>
      <button type="submit" class="small">
        {say('keep-language.keep')}
      </button>
    </form>
  );
}
