import { AggregateHandler } from '@oce/event-store';
import { attentionAggregate } from '@oce/policies';
import type { Api } from '../../bad-input/api';
import { serviceOf, type Placed, type Scene, type Scenes } from '../scene';
import type { Stage } from '../stage';

/** A matter before a clerk of a service. Few services have one of themselves, so that it is written into the log. */
async function matter(service: string, stage: Stage): Promise<string> {
  const [id, other] = [stage.id('matter'), stage.id('matter')];
  const raised = { policy: 'spec', reason: 'spec', detail: 'A matter of a spec.', subject: '', position: 0 };
  // The one aggregate that every service has.
  const reaction = { aggregate: 'attention', id: other, type: 'RaiseAttention' };
  const inner = { ...raised, reaction: { ...reaction, data: {} } };
  const now = new Date().toISOString();
  await new AggregateHandler(stage.store, attentionAggregate(stage.store.stream, service)).handle(id, {
    type: 'RaiseAttention',
    data: { ...raised, reaction: { ...reaction, data: inner } },
    meta: { commandId: id, actor: 'spec', now, correlationId: id },
  });
  await stage.getSoon(`${service}/attention?limit=200`, ({ items }) =>
    (items as { id: string }[]).find((matter) => matter.id === id),
  );
  return id;
}

const resolution = (service: string, word: 'retry' | 'dismiss'): Scene => ({
  kind: 'act',
  place: async (stage): Promise<Placed> => ({
    path: `/api/${service}/attention/${await matter(service, stage)}/${word}`,
    body: { note: 'mended' },
    // A matter is resolved once, whatever a second clerk notes.
    alike: [{ body: { note: 'mended twice' } }],
  }),
});

const rebuild = (service: string): Scene => ({
  kind: 'traceless',
  place: async (stage): Promise<Placed> => {
    const { projections } = await stage.get(`${service}/operations/projections`);
    return { path: `/api/${service}/operations/projections/${projections[0].name}/rebuild` };
  },
});

/** Nothing of the walk makes a service stand still. */
const standstill: Scene = {
  kind: 'standstill',
  place: () => Promise.reject(new Error('no service stands still here')),
};

/** What the kit gives to each service: its clerks' list and its operator's commands. */
export function scenesOfEveryService({ operations }: Api): Scenes {
  const services = new Set(operations.map(serviceOf));
  return Object.fromEntries(
    [...services].flatMap((service): [string, Scene][] => [
      [`POST /api/${service}/attention/{id}/retry`, resolution(service, 'retry')],
      [`POST /api/${service}/attention/{id}/dismiss`, resolution(service, 'dismiss')],
      [`POST /api/${service}/operations/projections/{name}/rebuild`, rebuild(service)],
      [`POST /api/${service}/operations/skips`, standstill],
    ]),
  );
}
