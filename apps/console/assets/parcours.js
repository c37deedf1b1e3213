/* global document, window, navigator, sessionStorage, fetch, AbortSignal, FormData */
// Comfort only; every page works without it.

/** Hides questions that do not apply yet. */
function askWhatApplies(root) {
  for (const form of root.querySelectorAll('form.task-form')) {
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
}

/** After an act the reader goes on where its outcome is said, not at the top of the page. */
function continueAfterAct() {
  const acted = sessionStorage.getItem('acted') !== null;
  sessionStorage.removeItem('acted');
  const outcome =
    document.getElementById('problems') ??
    (acted && (document.querySelector('main .callout[role]') ?? document.querySelector('main h1')));
  if (!outcome) return;
  outcome.tabIndex = -1;
  outcome.focus();
}

/** Says that something is under way, and on which button; a page that comes back from the browser's memory is at rest. */
function sayWhatIsUnderWay() {
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (event.target.method === 'post') sessionStorage.setItem('acted', '');
    document.documentElement.setAttribute('aria-busy', 'true');
    event.submitter?.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const busy of document.querySelectorAll('[aria-busy]')) busy.removeAttribute('aria-busy');
  });
}

/** Whether we answer; where that takes long, sending is still the better try. */
async function weAreThere() {
  if (!navigator.onLine) return false;
  const { href } = document.querySelector('link[rel=icon]');
  const asked = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(3000) };
  return fetch(href, asked).then(
    ({ status }) => status < 500,
    ({ name }) => name === 'TimeoutError',
  );
}

/** A form that cannot reach us is not sent, be it the line or a restart: the browser's own error page would lose what was typed. */
function keepWhatIsTyped() {
  const banner = document.querySelector('.offline');
  if (!banner) return;
  const refresh = () => {
    banner.hidden = navigator.onLine;
  };
  window.addEventListener('online', refresh);
  window.addEventListener('offline', refresh);
  const asking = new WeakSet();
  const reached = new WeakSet();
  const send = async (form, submitter) => {
    asking.add(form);
    const there = await weAreThere();
    asking.delete(form);
    banner.hidden = there;
    if (!there) return banner.focus();
    reached.add(form);
    form.requestSubmit(submitter);
    reached.delete(form);
  };
  const guard = (event) => {
    const { target: form, submitter } = event;
    if (form.method !== 'post' || reached.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking.has(form)) void send(form, submitter);
  };
  document.addEventListener('submit', guard, { capture: true });
  refresh();
}

/** A menu closes like one: by Escape, or a click elsewhere. */
function closeMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll('details.menu[open]'))
      if (menu !== except) menu.open = false;
  };
  document.addEventListener('click', ({ target }) => close(target.closest?.('details.menu')));
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && document.activeElement?.closest('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

/** Paper cannot be unfolded. */
function unfoldForPrint() {
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('main details:not([open])')];
    for (const part of folded) part.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const part of folded) part.open = false;
  });
}

keepWhatIsTyped();
sayWhatIsUnderWay();
closeMenus();
unfoldForPrint();
askWhatApplies(document);
continueAfterAct();
document.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
document.addEventListener('htmx:after:swap', () => askWhatApplies(document));
