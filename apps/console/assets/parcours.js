/* global document, FormData */
// Comfort only; every page works without it. Hides questions that do not apply yet.
for (const form of document.querySelectorAll('form.task-form')) {
  const refresh = () => {
    const data = new FormData(form);
    for (const part of form.querySelectorAll('.conditional')) {
      part.hidden = !part.dataset.values.split(' ').includes(String(data.get(part.dataset.when) ?? ''));
      part.classList.add('by-script');
    }
  };
  form.addEventListener('change', refresh);
  refresh();
}
const problems = document.getElementById('problems');
if (problems) problems.focus();
