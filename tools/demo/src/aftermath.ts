import { findContexts } from '@oce/contexts';
import { deliveryIdOf } from './ids';
import { allPages, forEach, requireAccepted, untilQuiet, type DemoRun } from './demo-run';

/** What comes to light when all is paid: a wrong tare, and a person who asks to be forgotten. */
export async function aftermath(run: DemoRun): Promise<void> {
  await correctTares(run);
  const { client, season } = run;
  requireAccepted(
    'erasures',
    await forEach('persons erased', season.events.erasures, ({ producerCode, requestedOn, reason }) =>
      client.send('POST', `affiliation/persons/${producerCode}/erase`, { requestedOn, reason }),
    ),
  );
  await untilQuiet(client, contextNames());
}

const contextNames = (): string[] => findContexts().map(({ name }) => name);

async function correctTares({ client, season }: DemoRun): Promise<void> {
  const answers = await forEach('corrections', season.events.corrections, async (correction) => {
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
  requireAccepted('corrections', answers);
  await untilQuiet(client, ['collection', 'payments']);
}

/** What waits for a clerk, in all services. */
export async function openMatters({
  client,
}: DemoRun): Promise<{ service: string; reason: string; detail: string }[]> {
  const lists = await Promise.all(
    contextNames().map(async (service) =>
      (await allPages<{ reason: string; detail: string }>(client, `${service}/attention?status=open`)).map(
        (matter) => ({ service, ...matter }),
      ),
    ),
  );
  return lists.flat();
}
