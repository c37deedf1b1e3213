/* global document */
// The page hears that something changed (`#live`) and reads parts of itself anew; what somebody is typing in stays untouched.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target.matches('details')) target.toggleAttribute('hx-morph-skip', target.open);
  },
  true,
);
// The count stands in the title, too.
const counted = () => {
  const count = document.getElementById('waiting')?.dataset.count ?? '';
  const title = document.title.replace(/^\(\d+\+?\) /, '');
  document.title = count === '' ? title : `(${count}) ${title}`;
};
document.addEventListener('htmx:after:swap', counted);
