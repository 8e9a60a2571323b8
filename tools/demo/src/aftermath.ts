import { deliveryIdOf } from '@oce/contracts';
import { findContexts } from '@oce/contexts';
import { accepted, allPages, postAll, untilQuiet, type DemoRun } from './demo-run';

/** What comes to light when all is paid: a wrong tare, and persons who ask to be forgotten, held while money is open. */
export async function aftermath(run: DemoRun): Promise<void> {
  await correctTares(run);
  const { client, season } = run;
  const erase = ({ producerCode, requestedOn, reason }: (typeof season.events.erasures)[number]) =>
    [`affiliation/persons/${producerCode}/erase`, { requestedOn, reason }] as const;
  await postAll(client, 'erasures asked for', season.events.erasures, erase, 'erasures');
  await untilQuiet(client, contextNames());
}

const contextNames = (): string[] => findContexts().map(({ name }) => name);

async function correctTares({ client, season }: DemoRun): Promise<void> {
  await accepted('corrections', season.events.corrections, async (correction) => {
    const id = deliveryIdOf(correction);
    const { grossGrams } = await client.call<{ grossGrams: number }>('GET', `collection/deliveries/${id}`);
    return client.send('POST', `collection/deliveries/${id}/reverse`, {
      reason: correction.reason,
      correction: {
        ticketNumber: `${correction.ticketNumber}-C`,
        grossGrams,
        tareGrams: correction.rightTareGrams,
      },
    });
  });
  await untilQuiet(client, ['collection', 'payments']);
}

/** What waits for a clerk, in all services. */
export async function openMatters({ client }: DemoRun): Promise<unknown[]> {
  const lists = contextNames().map((service) => allPages(client, `${service}/attention?status=open`));
  return (await Promise.all(lists)).flat();
}
