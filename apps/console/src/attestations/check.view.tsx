import type { CheckedAttestation } from '#libs/cases';
import { LightPage } from '../layout/document.view.js';
import type { Speech } from '../text/messages.js';
import { Notice } from '../work/item-parts.view.js';

/** What an authentic attestation says, to be held beside the paper; or that we know of none. */
export function CheckPage({
  found,
  path,
  speech,
}: {
  /** Null for a code that nobody printed. */
  readonly found: CheckedAttestation | null;
  readonly path: string;
  readonly speech: Speech;
}) {
  const { say } = speech;
  if (!found)
    return (
      <LightPage speech={speech} title={say('attestation.unknown')} programme="Parcours" path={path}>
        <h1>{say('attestation.unknown')}</h1>
        <p class="why">{say('attestation.unknown-why')}</p>
      </LightPage>
    );
  const { programme, organisation, reference, enrolledAt, completedAt } = found;
  const facts: readonly (readonly [string, string])[] = [
    [say('item.company'), organisation],
    [say('attestation.path'), found.path],
    [say('attestation.from'), say('date.day', { at: enrolledAt })],
    [say('attestation.to'), say('date.day', { at: completedAt })],
    [say('attestation.number'), reference],
  ];
  return (
    <LightPage speech={speech} title={say('attestation.authentic')} programme={programme} path={path}>
      <h1>{say('attestation.authentic')}</h1>
      <Notice tone="good">
        <p>{say('attestation.authentic-why')}</p>
      </Notice>
      <dl class="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p class="help">{say('attestation.no-figures')}</p>
    </LightPage>
  );
}
