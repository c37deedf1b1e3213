import type { ElsewhereView } from '#libs/cases';
import type { Speech } from '../text/messages.js';

/** How much waits in the programmes that the page leaves out: whoever looks at one of them alone misses nothing urgent. */
export function OtherProgrammes({
  speech: { say },
  elsewhere: { waiting, late, incidents, owed, texts },
}: {
  readonly speech: Speech;
  readonly elsewhere: ElsewhereView;
}) {
  const parts = [
    ['waiting', waiting, ''],
    ['late', late, 'late'],
    ['owed', owed, 'warn'],
    ['incidents', incidents, 'warn'],
    ['texts', texts, 'warn'],
  ] as const;
  const some = parts.filter(([, count]) => count > 0);
  if (some.length === 0) return <span class="muted">{say('other-programmes.nothing')}</span>;
  return (
    <>
      <span class="muted">{say('other-programmes.title')}</span>
      {some.map(([key, count, tone]) => (
        <span key={key} class={`chip ${tone}`}>
          {say(`other-programmes.${key}`, { count })}
        </span>
      ))}
    </>
  );
}
