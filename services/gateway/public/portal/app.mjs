import { Account } from './account.mjs';
import { changeCode, Refused, signIn } from './api.mjs';
import { ar } from './words.ar.mjs';
import { fr } from './words.fr.mjs';

/** The page: sign in, choose a code at first use, then the account, live. */
const LANGUAGES = { fr, ar };
const $ = (id) => document.getElementById(id);
let words = fr;
let account;
/** Between sign-in and the first change of the code; in memory only. */
let changing;

function speak(language) {
  words = LANGUAGES[language] ?? fr;
  document.documentElement.lang = language;
  document.documentElement.dir = words.direction;
  document.title = words.title;
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = words[one.dataset.word];
  for (const one of document.querySelectorAll('[data-word-label]'))
    one.setAttribute('aria-label', words[one.dataset.wordLabel]);
  const other = language === 'fr' ? 'ar' : 'fr';
  $('language').lang = other;
  $('language').textContent = LANGUAGES[other].name;
  localStorage.setItem('language', language);
  account?.speak(words);
}

/** Shows one of the page's three parts and leads there. */
function show(part) {
  for (const id of ['sign-in', 'change-code', 'account']) $(id).hidden = id !== part;
  $('sign-out').hidden = part !== 'account';
  $(part).querySelector('h1')?.focus();
}

function openAccount(session) {
  // The token ends with the tab, and by itself after some minutes.
  sessionStorage.setItem('session', JSON.stringify(session));
  account = new Account(session, words, (reason) => leave(reason));
  account.open();
  show('account');
}

function leave(reason) {
  account?.close();
  account = undefined;
  changing = undefined;
  sessionStorage.removeItem('session');
  for (const id of ['totals', 'statement', 'deliveries', 'sales', 'transfers', 'name', 'identity', 'told'])
    $(id).replaceChildren();
  show('sign-in');
  complain($('sign-in'), reason);
}

function complain(part, code) {
  part.querySelector('.error').textContent = code ? (words.failed[code] ?? words.failed.otherwise) : '';
}

/** Sends a form once at a time; says why where it is refused. */
function handle(id, send) {
  const form = $(id).querySelector('form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    complain($(id));
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      await send(Object.fromEntries(new FormData(form)));
      form.reset();
    } catch (error) {
      if (!(error instanceof Refused)) complain($(id), 'otherwise');
      else if (error.code.startsWith('token_')) leave('token_expired');
      else complain($(id), error.code);
    } finally {
      button.disabled = false;
    }
  });
}

handle('sign-in', async ({ producerCode, code }) => {
  const { token, mustChangeCode } = await signIn(producerCode.trim(), code);
  if (!mustChangeCode) return openAccount({ token, producerCode: producerCode.trim() });
  changing = { token, producerCode: producerCode.trim(), code };
  $('change-code').querySelector('[name=username]').value = changing.producerCode;
  show('change-code');
});

handle('change-code', async ({ newCode, newCodeAgain }) => {
  if (newCode !== newCodeAgain) throw new Refused(400, 'codes_differ');
  const { token, producerCode, code } = changing;
  const changed = await changeCode(token, producerCode, code, newCode);
  changing = undefined;
  openAccount({ token: changed.token, producerCode });
});

$('sign-out').addEventListener('click', () => leave());
$('language').addEventListener('click', () => speak($('language').lang));

speak(localStorage.getItem('language') === 'ar' ? 'ar' : 'fr');
const kept = JSON.parse(sessionStorage.getItem('session') ?? 'null');
if (kept) openAccount(kept);
else show('sign-in');
