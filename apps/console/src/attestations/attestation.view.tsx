import { languageNames, languages } from '#libs/wording';
import type { Speech } from '../text/messages.js';

/** The attestation to save, in the reader's language at once and in each of the others. */
export function AttestationCard({ href, speech }: { readonly href: string; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <section class="card attestation" aria-labelledby="attestation-title">
      <h2 id="attestation-title">{say('attestation.title')}</h2>
      <p>{say('attestation.why')}</p>
      <p>
        <a class="button primary" href={`${href}?language=${speech.language}`} download>
          {say('attestation.save')}
        </a>
      </p>
      <p class="others">
        {say('attestation.others')}{' '}
        {languages
          .filter((code) => code !== speech.language)
          .map((code) => (
            <a key={code} href={`${href}?language=${code}`} hreflang={code} lang={code} download>
              {languageNames[code]}
            </a>
          ))}
      </p>
    </section>
  );
}
