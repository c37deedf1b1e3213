import type { Speech } from '../text/messages.js';

/** Keys of lists, with the message that says what each does; `assets/shortcuts.js` obeys them. */
const keys = [
  ['j', 'shortcuts.next'],
  ['k', 'shortcuts.previous'],
  ['Enter', 'shortcuts.open'],
  ['x', 'shortcuts.pick'],
  ['a', 'shortcuts.answer'],
  ['?', 'shortcuts.help'],
] as const;

/** What the keys do, shown by `?`; whoever turned them off finds nothing here. */
export function ShortcutHelp({ speech }: { readonly speech: Speech }) {
  const { say } = speech;
  return (
    <dialog id="shortcuts" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">{say('shortcuts.title')}</h2>
      <dl class="shortcuts">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
      <p class="help">
        {say('shortcuts.off')} <a href="/console/me#shortcuts-choice">{say('shortcuts.preferences')}</a>
      </p>
      <form method="dialog">
        <button type="submit" class="primary">
          {say('shortcuts.close')}
        </button>
      </form>
    </dialog>
  );
}
