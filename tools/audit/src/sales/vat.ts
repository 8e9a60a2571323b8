import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, ONE_PPM, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../events';
import type { Check } from '../rule';

/** What a line has open. */
export interface OpenLine {
  netCentimes: number;
  vatCentimes: number;
}

type Invoice = DataOf<'InvoiceIssued'>;

export const openOf = ({ amountCentimes, vatCentimes }: Invoice['lines'][number]): OpenLine => ({
  netCentimes: amountCentimes,
  vatCentimes,
});

/** Versions that stood before the office published any: they are data of the sales service. */
const STANDING = /^standing-/u;

/** The VAT of invoices: by a version in force, rounded once on the whole, split over the lines to the centime. */
export class VatCheck {
  private readonly versions = new Map<string, DataOf<'VatPublished'>>();

  constructor(private readonly check: Check) {}

  published(data: DataOf<'VatPublished'>): void {
    this.versions.set(`${data.productKind} ${data.version}`, data);
  }

  invoice({ lines, netCentimes, vatCentimes, tax, issuedOn }: Invoice, at: RecordedCommit): void {
    const ratePpm = tax?.vat.ratePpm ?? 0;
    const vat = multiplyRatio(netCentimes, ratePpm, ONE_PPM);
    this.check.same(at, 'vat', 'VAT at its rate, rounded once', vat, vatCentimes);
    const nets = lines.map((line) => line.amountCentimes);
    if (nets.some((net) => net > 0) && nets.every((net) => net >= 0)) {
      const split = splitByLargestRemainder(vatCentimes, nets).join(' ');
      const found = lines.map((line) => line.vatCentimes).join(' ');
      this.check.same(at, 'vat-lines', 'VAT of the lines by largest remainder', split, found);
    }
    if (tax === null) return;
    const { version, productKind, ground, market } = tax.vat;
    if ((ratePpm === 0) === (ground === null))
      this.check.fail(at, 'vat-ground', 'a rate, or the ground of exemption', 'one of them', ground);
    const known = this.versions.get(`${productKind} ${version}`);
    if (known === undefined) {
      if (!STANDING.test(version))
        this.check.fail(at, 'vat-version', 'the version of VAT', 'published before', version);
      return;
    }
    const said = `${market} ${ratePpm} ${ground ?? ''}`;
    const published = `${known.market} ${known.ratePpm} ${known.ground ?? ''}`;
    this.check.same(at, 'vat-version', `what ${version} says`, published, said);
    if (known.validFrom > issuedOn)
      this.check.fail(at, 'vat-version', `in force from`, `<= ${issuedOn}`, known.validFrom);
  }
}
