/* global document, window, navigator, sessionStorage, fetch, AbortSignal, FormData, DOMParser */
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

/** After an act the reader goes on where its outcome is said, or at the very part that the address names, not at the top of the page. */
function continueAfterAct(named = document.getElementById(window.location.hash.slice(1))) {
  const acted = sessionStorage.getItem('acted') !== null;
  sessionStorage.removeItem('acted');
  const outcome =
    document.getElementById('problems') ??
    (acted && (named ?? document.querySelector('main .callout[role]') ?? document.querySelector('main h1')));
  if (!outcome) return;
  outcome.tabIndex = -1;
  outcome.focus();
}

/** Whether a form acts. Not `form.method`: a field may be called so, and then stands there. */
function posts(form) {
  return form.getAttribute('method') === 'post';
}

/** Says that a form is under way, and on which button. */
function beUnderWay(form, submitter) {
  if (posts(form)) sessionStorage.setItem('acted', '');
  document.documentElement.setAttribute('aria-busy', 'true');
  submitter?.setAttribute('aria-busy', 'true');
}

function beAtRest() {
  for (const busy of document.querySelectorAll('[aria-busy]')) busy.removeAttribute('aria-busy');
}

/** A page that comes back from the browser's memory is at rest. */
function sayWhatIsUnderWay() {
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) beUnderWay(event.target, event.submitter);
  });
  window.addEventListener('pageshow', beAtRest);
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

/** Where an act leads: a page in the place of this one, also where that is the same page with something new on it. */
function goTo(address) {
  const next = new URL(address, window.location.href);
  const { pathname, search } = window.location;
  window.location.assign(next);
  if (next.hash !== '' && next.pathname === pathname && next.search === search) window.location.reload();
}

/**
 * The page that answers a form, in the place of the one that sent it. A page without a form only says what is wrong, and so does one
 * that was sent while we were away: what was typed stays, and the files that were chosen.
 */
function showAnswer(form, page, isAway) {
  const main = page.querySelector('main');
  if (!isAway && main.querySelector('form')) {
    document.title = page.title;
    document.querySelector('main').replaceWith(main);
    window.htmx?.process(main);
    askWhatApplies(main);
  } else {
    document.getElementById('problems')?.remove();
    const box = document.createElement('div');
    Object.assign(box, { id: 'problems', className: 'callout bad' });
    box.setAttribute('role', 'alert');
    const refusals = main.querySelectorAll('.callout.bad p');
    for (const { textContent } of refusals.length > 0 ? refusals : main.querySelectorAll('h1, .why'))
      box.append(Object.assign(document.createElement('p'), { textContent }));
    form.before(box);
  }
  continueAfterAct(null);
}

/** Files go beside the page: where the line breaks on the way, what was typed and chosen is still there. Answers whether they arrived. */
async function sendFiles(form, submitter) {
  beUnderWay(form, submitter);
  try {
    const body = new FormData(form, submitter);
    const headers = { 'Parcours-Beside': '1' };
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers });
    const leadsTo = answer.headers.get('Parcours-Location');
    if (leadsTo !== null) {
      goTo(leadsTo);
      return true;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    beAtRest();
    showAnswer(form, page, answer.status >= 500);
    return true;
  } catch {
    sessionStorage.removeItem('acted');
    beAtRest();
    return false;
  }
}

/** Forms in which something was typed since the page came. */
const typedIn = new WeakSet();

/** What is typed in the step's form is saved before another form, or a link, takes the page away. Answers whether that one may go on. */
async function saveStepBefore(form) {
  const step = document.querySelector('form.task-form');
  const save = step?.querySelector('button[value=save]');
  if (!save || step === form || !typedIn.has(step)) return true;
  const answer = await fetch(step.getAttribute('action'), { method: 'POST', body: new FormData(step, save) });
  if (answer.redirected) return true;
  const isAway = answer.status >= 500;
  showAnswer(step, new DOMParser().parseFromString(await answer.text(), 'text/html'), isAway);
  if (!isAway) putBack(form);
  return false;
}

/** A form with what was typed in it, on the page that has come in the place of its own. */
function putBack(form) {
  const act = form.querySelector('button[name=do]')?.value;
  const twin = act && document.querySelector(`main button[name=do][value="${act}"]`)?.form;
  if (!twin) return;
  twin.replaceWith(form);
  for (let part = form.closest('details'); part; part = part.parentElement.closest('details'))
    part.open = true;
}

/** More than any answer needs: whoever pasted it may hear that it is too much. */
const muchTyped = 50_000;

/** Whether a form has files chosen that are not kept yet, or more words than may be taken: a refusal must not take its page away. */
function isHeavy(form) {
  const typed = [...new FormData(form).values()].filter((value) => typeof value === 'string');
  if (typed.join('').length > muchTyped) return true;
  return [...form.querySelectorAll('input[type=file]')].some(({ files }) => files.length > 0);
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
    const goesOn = (await weAreThere()) ? await saveStepBefore(form).catch(() => null) : null;
    const isBeside = isHeavy(form);
    const hasArrived = !goesOn || !isBeside || (await sendFiles(form, submitter));
    asking.delete(form);
    banner.hidden = goesOn !== null && hasArrived;
    if (!banner.hidden) return banner.focus();
    if (!goesOn || isBeside) return;
    reached.add(form);
    form.requestSubmit(submitter);
    reached.delete(form);
  };
  const guard = (event) => {
    const { target: form, submitter } = event;
    if (!posts(form) || reached.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking.has(form)) void send(form, submitter);
  };
  document.addEventListener('submit', guard, { capture: true });
  document.addEventListener('input', ({ target }) => target.form && typedIn.add(target.form));
  refresh();
}

/** Another language brings another page: what is typed in the step's form is saved before. */
function saveBeforeLanguage() {
  document.addEventListener('click', async (event) => {
    const link = event.target.closest?.('.languages a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const goesOn = await saveStepBefore(link).catch(() => null);
    if (goesOn) return window.location.assign(link.href);
    const banner = document.querySelector('.offline');
    banner.hidden = goesOn !== null;
    if (!banner.hidden) banner.focus();
  });
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

/** On a phone a strip of tabs goes on beside the page; the page itself stays where it is. */
function showCurrentTab() {
  const tab = document.querySelector('.tabs [aria-current]');
  if (!tab) return;
  const [own, strip] = [tab, tab.parentElement].map((part) => part.getBoundingClientRect());
  tab.parentElement.scrollBy(own.left + own.width / 2 - (strip.left + strip.width / 2), 0);
}

keepWhatIsTyped();
saveBeforeLanguage();
sayWhatIsUnderWay();
closeMenus();
unfoldForPrint();
askWhatApplies(document);
continueAfterAct();
document.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
showCurrentTab();
document.addEventListener('htmx:after:swap', () => askWhatApplies(document));
