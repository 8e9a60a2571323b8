import { DomainError, testMeta, type RecordedCommit } from '@oce/event-sourcing';
import {
  AggregateHandler,
  matchesSubject,
  MemoryEventStore,
  StoreUnavailable,
  subjectOf,
} from '@oce/event-store';
import { policyCommandId, type AnyHandler } from '@oce/policies';
import { randomUUID } from 'node:crypto';
import { AtOnce } from '../src/at-once/at-once';
import { promptPolicies } from '../src/at-once/prompt-policies';
import { buyerDecider } from '../src/buyer/buyer.decider';
import { claimDecider } from '../src/claim/claim.decider';
import { Claims } from '../src/claim/claims.service';
import { contractDecider } from '../src/contract/contract.decider';
import { creditNoteRegisterDecider } from '../src/credit-note-register/credit-note-register.decider';
import { invoiceDecider } from '../src/invoice/invoice.decider';
import { Invoicing } from '../src/invoice/invoicing.service';
import { invoiceRegisterDecider } from '../src/invoice-register/invoice-register.decider';
import { lotOfferDecider } from '../src/lot-offer/lot-offer.decider';
import { orderDecider } from '../src/order/order.decider';
import { PlaceOrders } from '../src/order/place-orders.service';

/** The log in memory, which may be told to go away after so many more commits. */
class FickleStore extends MemoryEventStore {
  commitsLeft = Infinity;

  override async append(...args: Parameters<MemoryEventStore['append']>): Promise<number> {
    if (this.commitsLeft <= 0) throw new StoreUnavailable('the log is away');
    this.commitsLeft -= 1;
    return super.append(...args);
  }
}

/** One process of the office on a log: handlers, and the services over them, without a server or a database. */
function processOn(store: MemoryEventStore) {
  const small = { cacheSize: 50 };
  const claims = new AggregateHandler(store, claimDecider, small);
  const buyers = new AggregateHandler(store, buyerDecider, small);
  const contracts = new AggregateHandler(store, contractDecider, small);
  const lots = new AggregateHandler(store, lotOfferDecider, small);
  const orders = new AggregateHandler(store, orderDecider, small);
  const registers = new AggregateHandler(store, invoiceRegisterDecider, small);
  const creditNotes = new AggregateHandler(store, creditNoteRegisterDecider, small);
  const invoices = new AggregateHandler(store, invoiceDecider, small);
  const all: AnyHandler[] = [claims, buyers, contracts, lots, orders, registers, creditNotes, invoices];
  const byName = new Map(all.map((handler) => [handler.decider.aggregate, handler]));
  const handler = (name: string) => byName.get(name);
  const atOnce = new AtOnce({ handler }, store);
  const placeOrders = new PlaceOrders(atOnce, orders, contracts, lots);
  const invoicing = new Invoicing(atOnce, new Claims(claims), orders, registers, invoices);
  return { handler, buyers, contracts, lots, orders, invoices, registers, atOnce, placeOrders, invoicing };
}

/** An office for specs of what runs over several aggregates. */
export function openOffice() {
  const store = new FickleStore();
  const office = processOn(store);
  const meta = (commandId: string = randomUUID()) => testMeta({ commandId });
  return {
    ...office,
    store,
    meta,
    /** A second process on the same log. */
    another: () => processOn(store),
    commits: () => everyCommit(store),
    /** What the policies' runners do, until nothing more follows; the refusals that a clerk would see. */
    runPolicies: () => runPolicies(store, processOn(store).handler),
  };
}
export type Office = ReturnType<typeof openOffice>;

async function everyCommit(store: MemoryEventStore, after = 0): Promise<RecordedCommit[]> {
  const found: RecordedCommit[] = [];
  for await (const { commits } of store.read({ subjects: ['evt.>'], after, stopWhenCaughtUp: true })) {
    found.push(...commits);
  }
  return found;
}

type Handlers = (name: string) => AnyHandler | undefined;

async function runPolicies(store: MemoryEventStore, handler: Handlers): Promise<string[]> {
  const refused: string[] = [];
  let at = 0;
  for (let batch = await everyCommit(store); batch.length > 0; batch = await everyCommit(store, at)) {
    for (const commit of batch) refused.push(...(await reactTo(commit, handler)));
    at += batch.length;
  }
  return refused;
}

async function reactTo(commit: RecordedCommit, handler: Handlers): Promise<string[]> {
  const refused: string[] = [];
  for (const policy of promptPolicies) {
    if (!policy.subjects.some((filter) => matchesSubject(filter, subjectOf(commit.ref)))) continue;
    for (const [number, reaction] of commit.events.flatMap((event) => policy.react(event)).entries()) {
      const { aggregate, id, type, data } = reaction;
      const commandId = policyCommandId(policy.name, commit.commitId, number);
      try {
        await handler(aggregate)?.handle(id, { type, data, meta: testMeta({ commandId }) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push(`${policy.name}: ${error.slug}`);
      }
    }
  }
  return refused;
}
