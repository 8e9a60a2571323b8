import { Injectable } from '@nestjs/common';
import type { PersonKeys } from '@oce/personal-data';
import { fields, InjectPersonKeys } from '@oce/service-kit';
import type { ProducerDocument } from './producers';

/** What stands in the place of a name that is gone. */
export const ERASED_NAME = 'personne effacée';

/** A producer in a list: what is needed to find and to call them. */
export interface ProducerLine extends Pick<
  ProducerDocument,
  'producerCode' | 'cooperativeId' | 'affiliatedOn' | 'leftOn' | 'leftReason'
> {
  readonly status: 'affiliated' | 'left';
  readonly isErased: boolean;
  readonly name: string;
  readonly nameArabic: string | null;
  readonly phone: string | null;
}
/** One producer with everything. */
export interface ProducerSheet extends ProducerLine {
  readonly cin: string | null;
  readonly birthDate: string | null;
  readonly plots: ProducerDocument['plots'];
}

const basics = fields<ProducerDocument>()(
  'producerCode',
  'cooperativeId',
  'affiliatedOn',
  'leftOn',
  'leftReason',
);

/** Opens personal fields as they are read, for as long as the answer takes. */
@Injectable()
export class ProducerNames {
  constructor(@InjectPersonKeys() private readonly keys: PersonKeys) {}

  /** @param today the business date on which is asked: a departure counts from its day */
  async line(document: ProducerDocument, today: string): Promise<ProducerLine> {
    return lineOf(document, await this.opened(document), today);
  }

  /** @param today as for a line */
  async sheet(document: ProducerDocument, today: string): Promise<ProducerSheet> {
    const opened = await this.opened(document);
    return {
      ...lineOf(document, opened, today),
      cin: opened?.['cin'] ?? null,
      birthDate: opened?.['birthDate'] ?? null,
      plots: document.plots,
    };
  }

  private async opened({ person, producerCode }: ProducerDocument): Promise<Opened> {
    return person ? (await this.keys.decrypt(producerCode, { ...person })).fields : null;
  }
}

type Opened = Readonly<Record<string, string>> | null;

function lineOf(document: ProducerDocument, opened: Opened, today: string): ProducerLine {
  const { leftOn } = document;
  return {
    ...basics(document),
    status: leftOn !== null && leftOn <= today ? 'left' : 'affiliated',
    isErased: opened === null,
    name: opened?.['name'] ?? ERASED_NAME,
    nameArabic: opened?.['nameArabic'] ?? null,
    phone: opened?.['phone'] ?? null,
  };
}
