import { Injectable } from '@nestjs/common';
import type { PersonKeys } from '@oce/personal-data';
import type { Stored } from '@oce/projections';
import { InjectPersonKeys } from '@oce/service-kit';
import type { ProducerDocument } from './producers';

/** What stands in the place of a name that is gone. */
export const ERASED_NAME = 'personne effacée';

type Basics = Omit<Stored<ProducerDocument>, 'person' | 'plots'>;
/** A producer in a list: what is needed to find and to call them. */
export type ProducerLine = Basics & {
  readonly isErased: boolean;
  readonly name: string;
  readonly nameArabic: string | null;
  readonly phone: string | null;
};
/** One producer with everything. */
export type ProducerSheet = ProducerLine & {
  readonly cin: string | null;
  readonly birthDate: string | null;
  readonly plots: ProducerDocument['plots'];
};

/** Opens personal fields as they are read, for as long as the answer takes. */
@Injectable()
export class ProducerNames {
  constructor(@InjectPersonKeys() private readonly keys: PersonKeys) {}

  async line(document: Stored<ProducerDocument>): Promise<ProducerLine> {
    const { cin: _cin, birthDate: _birthDate, plots: _plots, ...line } = await this.sheet(document);
    return line;
  }

  async sheet({ person, plots, ...basics }: Stored<ProducerDocument>): Promise<ProducerSheet> {
    const opened = person ? (await this.keys.decrypt(basics.producerCode, { ...person })).fields : null;
    return {
      ...basics,
      isErased: opened === null,
      name: opened?.name ?? ERASED_NAME,
      nameArabic: opened?.nameArabic ?? null,
      phone: opened?.phone ?? null,
      cin: opened?.cin ?? null,
      birthDate: opened?.birthDate ?? null,
      plots,
    };
  }
}
