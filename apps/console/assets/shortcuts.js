/* global document */
// Single keys on lists. The dialog is only there for whoever has not turned them off (WCAG 2.1.4).
const help = document.getElementById('shortcuts');
const lines = () => [...document.querySelectorAll('[data-line]')];
const current = () => document.activeElement?.closest('[data-line]') ?? null;

function step(by) {
  const all = lines();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.querySelector('a')?.focus();
}

const does = {
  j: () => step(1),
  k: () => step(-1),
  x: () => current()?.querySelector('input[type=checkbox]')?.click(),
  a: () => {
    const answer = current()?.querySelector('details');
    if (!answer) return;
    answer.open = true;
    answer.querySelector('textarea')?.focus();
  },
  '?': () => help.showModal(),
};

if (help)
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !Object.hasOwn(does, key))
      return;
    if (help.open || target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]'))
      return;
    event.preventDefault();
    does[key]();
  });
