import { openEvents, own, Refused } from './api.mjs';
import { apart, filled } from './format.mjs';
import { follow } from './stream.mjs';
import {
  deliveriesOf,
  earlierOf,
  salesOf,
  statementOf,
  suspensionOf,
  totalsOf,
  transfersOf,
} from './view.mjs';

/** Lines come several to a commit, commits several to a moment: one reading for all of them. */
const GATHER_MS = 80;
/** As long as the style sheet lets a new row fade. */
const FRESH_MS = 6_000;
const $ = (id) => document.getElementById(id);

/** One producer's account on the page, kept up to date until it is closed. */
export class Account {
  #closing = new AbortController();
  #data = { statement: undefined, lines: new Map(), deliveries: new Map(), transfers: new Map(), sales: [] };
  /** Where the lines before those that are shown are found; null where there are none. */
  #next;
  #fresh = new Set();
  #gathering = new Map();
  #isLive = false;

  constructor(session, words, onRefused) {
    this.session = session;
    this.words = words;
    this.onRefused = onRefused;
  }

  open() {
    const { signal } = this.#closing;
    void follow(
      (lastId) => openEvents(this.session.token, lastId, signal),
      {
        // The stream first, then the past up to where it begins: nothing falls between the two.
        began: (position) => void this.#load(position),
        whole: () => this.#showLive(true),
        message: (message) => this.#hear(message),
        broke: () => this.#showLive(false),
        refused: () => this.onRefused('token_expired'),
      },
      signal,
    );
  }

  close() {
    this.#closing.abort();
    for (const timer of this.#gathering.values()) clearTimeout(timer);
  }

  speak(words) {
    this.words = words;
    this.#show();
  }

  async #load(position) {
    const [me, deliveries, transfers] = await Promise.all([
      this.#read('me'),
      this.#read('deliveries', position),
      this.#read('transfers', position),
      this.#refresh('statement', position),
      this.#refresh('sales', position),
    ]);
    this.me = me;
    for (const one of deliveries?.items ?? []) this.#merge('deliveries', one.deliveryId, one);
    for (const one of transfers?.items ?? []) this.#merge('transfers', one.transferId, one);
    this.#show();
  }

  /** What comes live is put in its place at once; what needs a sum is read again. */
  #hear({ event, data }) {
    const { words } = this;
    if (event === 'delivery') {
      this.#merge('deliveries', data.deliveryId, data);
      this.#mark(data.deliveryId);
      const { ticketNumber } = this.#data.deliveries.get(data.deliveryId);
      this.#tell(filled(words.told.delivery, { ticket: ticketNumber ?? data.deliveryId }));
    } else if (event === 'transfer') {
      this.#merge('transfers', data.transferId, data);
      this.#mark(data.transferId);
      this.#gather('statement', data.position);
      this.#tell(words.told.transfer);
    } else if (event === 'line') {
      this.#mark(data.lineId);
      this.#gather('statement', data.position);
      this.#tell(words.told.line);
    } else if (event === 'sale') {
      this.#gather('sales', data.position);
      this.#tell(words.told.sale);
    }
    this.#show();
  }

  /** Shows what has just changed, for a while. */
  #mark(id) {
    this.#fresh.add(id);
    setTimeout(() => this.#fresh.delete(id), FRESH_MS);
  }

  /** An older word does not undo a newer one. */
  #merge(kind, id, change) {
    const known = this.#data[kind].get(id);
    if (known && (known.position ?? 0) > (change.position ?? 0))
      this.#data[kind].set(id, { ...change, ...known });
    else this.#data[kind].set(id, { ...known, ...change });
  }

  #gather(what, position) {
    clearTimeout(this.#gathering.get(what));
    const read = () => void this.#refresh(what, position).then(() => this.#show());
    this.#gathering.set(what, setTimeout(read, GATHER_MS));
  }

  async #refresh(what, position) {
    const found = await this.#read(what, position);
    if (!found) return;
    this.#data[what] = what === 'sales' ? found.items : found;
    if (what !== 'statement') return;
    for (const line of found.lines) this.#data.lines.set(line.lineId, line);
    if (this.#next === undefined) this.#next = found.next;
  }

  async #showEarlier() {
    const found = await this.#read('statement', undefined, this.#next);
    if (!found) return;
    const earlier = found.lines.map((line) => [line.lineId, line]);
    this.#data.lines = new Map([...earlier, ...this.#data.lines]);
    this.#next = found.next;
    this.#show();
  }

  async #read(what, position, after) {
    try {
      return await own(this.session.token, what, position, after);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.onRefused('token_expired');
      return undefined;
    }
  }

  #show() {
    if (this.#closing.signal.aborted) return;
    const { words, me } = this;
    const { statement, sales } = this.#data;
    const deliveries = [...this.#data.deliveries.values()].sort(latestFirst('weighedAt'));
    const transfers = [...this.#data.transfers.values()].sort(latestFirst('executionDate'));
    const name = (words.direction === 'rtl' && me?.nameArabic) || me?.name;
    $('name').textContent = name ?? `${words.producer} ${apart(this.session.producerCode)}`;
    const of = me ? ` · ${words.cooperative} ${apart(me.cooperativeId)}` : '';
    $('identity').textContent = `${words.producer} ${apart(this.session.producerCode)}${of}`;
    const warning = me?.suspended ? suspensionOf(words, me.suspended) : '';
    $('suspended').hidden = warning === '';
    if ($('suspended').textContent !== warning) $('suspended').textContent = warning;
    if (statement) {
      $('totals').replaceChildren(...totalsOf(words, statement));
      const lines = [...this.#data.lines.values()];
      const more = this.#next ? [earlierOf(words, () => void this.#showEarlier())] : [];
      $('statement').replaceChildren(statementOf(words, lines, this.#fresh), ...more);
    }
    $('deliveries').replaceChildren(deliveriesOf(words, deliveries, this.#fresh));
    $('sales').replaceChildren(salesOf(words, sales));
    $('transfers').replaceChildren(transfersOf(words, transfers, this.#fresh));
    this.#showLive(this.#isLive);
  }

  #showLive(isLive) {
    this.#isLive = isLive;
    const text = isLive ? this.words.liveOn : this.words.liveOff;
    $('live').classList.toggle('on', isLive);
    // Said again only where it changed: a status that repeats itself is read out again and again.
    if ($('live').textContent !== text) $('live').textContent = text;
  }

  #tell(sentence) {
    $('told').textContent = sentence;
  }
}

const latestFirst = (field) => (a, b) => String(b[field] ?? '').localeCompare(String(a[field] ?? ''));
