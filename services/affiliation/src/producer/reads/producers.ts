import type { PlotDeclared, ProducerAffiliated } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { SealedPerson } from '../domain/producer.commands';
import { producerEvents } from '../domain/producer.events';

export interface ProducerDocument {
  readonly producerCode: string;
  readonly cooperativeId: string;
  readonly affiliatedOn: string;
  /** The first day on which they belong no more; it may be still to come. */
  readonly leftOn: string | null;
  readonly leftReason: string | null;
  /** Ciphertext, opened as it is read; null once the person is erased. */
  readonly person: SealedPerson | null;
  readonly plots: readonly Omit<PlotDeclared['data'], 'producerCode'>[];
}

/** Who belongs to which cooperative, with which plots? */
export const producersProjection = projectionFrom(producerEvents)<ProducerDocument>({
  name: 'producers',
  version: 2,
  indexes: [{ fields: { cooperativeId: 1, _id: 1 } }, { fields: { leftOn: 1, _id: 1 } }],
  keys: (event, envelope) => (event.type === 'PersonKeyDestroyed' ? [] : [envelope.ref.id]),
  project: {
    ProducerAffiliated: (_document, { data }) => affiliated(data),
    PlotDeclared(document, { data }) {
      if (!document) return undefined;
      const { plotId, crop, areaSquareMetres, location } = data;
      const others = document.plots.filter((one) => one.plotId !== plotId);
      return { ...document, plots: [...others, { plotId, crop, areaSquareMetres, location }] };
    },
    ProducerContactChanged: (document, { data }) =>
      document &&
      (document.person ? { ...document, person: { ...document.person, phone: data.phone } } : document),
    ProducerLeft: (document, { data: { leftOn, reason: leftReason } }) =>
      document && { ...document, leftOn, leftReason },
    ErasureRequested: (document) => document,
    PersonErased: (document) => document && { ...document, person: null },
    PersonKeyDestroyed: (document) => document,
  },
});

function affiliated(data: ProducerAffiliated['data']): ProducerDocument {
  const { producerCode, cooperativeId, affiliatedOn, name, nameArabic, cin, phone, birthDate } = data;
  return {
    producerCode,
    cooperativeId,
    affiliatedOn,
    leftOn: null,
    leftReason: null,
    person: { name, ...(nameArabic === undefined ? {} : { nameArabic }), cin, phone, birthDate },
    plots: [],
  };
}
