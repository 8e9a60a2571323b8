import type { ProducerAffiliated } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import type { SealedPerson } from '../domain/producer.commands';
import { producerEvents } from '../domain/producer.events';

export interface PlotDocument {
  readonly plotId: string;
  readonly crop: string;
  readonly areaSquareMetres: number;
  readonly location: string;
}

export interface ProducerDocument {
  readonly producerCode: string;
  readonly cooperativeId: string;
  readonly affiliatedOn: string;
  readonly status: 'affiliated' | 'left';
  readonly leftOn: string | null;
  readonly leftReason: string | null;
  /** Ciphertext, opened as it is read; null once the person is erased. */
  readonly person: SealedPerson | null;
  readonly plots: readonly PlotDocument[];
}

/** Who belongs to which cooperative, with which plots? */
export const producersProjection = projectionFrom(producerEvents)<ProducerDocument>({
  name: 'producers',
  version: 1,
  indexes: [{ fields: { cooperativeId: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys: (event, envelope) => (event.type === 'PersonKeyDestroyed' ? [] : [envelope.ref.id]),
  project(document, event) {
    if (event.type === 'ProducerAffiliated') return affiliated(event.data);
    if (!document) return undefined;
    switch (event.type) {
      case 'PlotDeclared': {
        const { plotId, crop, areaSquareMetres, location } = event.data;
        const others = document.plots.filter((one) => one.plotId !== plotId);
        return { ...document, plots: [...others, { plotId, crop, areaSquareMetres, location }] };
      }
      case 'ProducerContactChanged':
        return document.person
          ? { ...document, person: { ...document.person, phone: event.data.phone } }
          : document;
      case 'ProducerLeft': {
        const { leftOn, reason: leftReason } = event.data;
        return { ...document, status: 'left', leftOn, leftReason };
      }
      case 'PersonErased':
        return { ...document, person: null };
      case 'PersonKeyDestroyed':
        return document;
      default:
        return unknownEvent(event);
    }
  },
});

function affiliated(data: ProducerAffiliated['data']): ProducerDocument {
  const { producerCode, cooperativeId, affiliatedOn, name, nameArabic, cin, phone, birthDate } = data;
  return {
    producerCode,
    cooperativeId,
    affiliatedOn,
    status: 'affiliated',
    leftOn: null,
    leftReason: null,
    person: { name, ...(nameArabic === undefined ? {} : { nameArabic }), cin, phone, birthDate },
    plots: [],
  };
}
