import { formatFrench } from '@oce/quantities';
import PDFDocument from 'pdfkit';

/** A line of a packing list: one unit and lot, or goods in bulk. */
export interface PackingLine {
  /** The SSCC; null for goods in bulk. */
  readonly sscc: string | null;
  readonly gtin: string | null;
  readonly lotId: string;
  readonly productId: string;
  readonly pieces: number | null;
  readonly grams: number;
}

/** What the papers of a shipment say. */
export interface PaperContent {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly destination: string;
  readonly carrier: string;
  readonly vehicle: string;
  readonly container: string | null;
  readonly seal: string | null;
  readonly deliveryTerm: string;
  readonly plannedOn: string;
  readonly departedAt: string | null;
  readonly lines: readonly PackingLine[];
}

const COLUMNS = [
  { title: 'SSCC', width: 120, of: ({ sscc }: PackingLine) => sscc ?? 'en vrac' },
  { title: 'GTIN', width: 90, of: ({ gtin }: PackingLine) => gtin ?? '-' },
  { title: 'Lot', width: 110, of: ({ lotId }: PackingLine) => lotId },
  { title: 'Produit', width: 90, of: ({ productId }: PackingLine) => productId },
  { title: 'Pièces', width: 45, of: ({ pieces }: PackingLine) => (pieces === null ? '-' : String(pieces)) },
  { title: 'Net (g)', width: 60, of: ({ grams }: PackingLine) => formatFrench(grams, 0) },
] as const;
const LEFT = 36;
const ROW = 14;
const BOTTOM = 790;

/** The packing list (liste de colisage): each unit with its lots and grams, and their sum. */
export const packingListPdf = (content: PaperContent): Promise<Buffer> =>
  written(`Liste de colisage ${content.shipmentId}`, (pdf) => {
    heading(pdf, 'LISTE DE COLISAGE', content);
    rows(pdf, content.lines);
    total(pdf, content.lines);
  });

/** The consignment note (lettre de voiture): who carries what for whom, under which seal, and room for the hands. */
export const consignmentNotePdf = (content: PaperContent): Promise<Buffer> =>
  written(`Lettre de voiture ${content.shipmentId}`, (pdf) => {
    heading(pdf, 'LETTRE DE VOITURE', content);
    rows(pdf, content.lines);
    total(pdf, content.lines);
    pdf.moveDown(2).text('Réserves du transporteur :', LEFT).moveDown(2);
    pdf.text(
      "Signature de l'expéditeur          Signature du transporteur          Signature du destinataire",
      LEFT,
    );
  });

type Pdf = InstanceType<typeof PDFDocument>;

function written(title: string, write: (pdf: Pdf) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: title } });
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  write(pdf);
  pdf.end();
  return done;
}

function heading(pdf: Pdf, title: string, content: PaperContent): void {
  pdf.fontSize(16).text(`${title} ${content.shipmentId}`).moveDown(0.5).fontSize(9);
  const { container, seal, departedAt } = content;
  const said = [
    ['Commande', content.orderId],
    ['Destinataire', content.buyerId],
    ['Marché de destination', content.destination],
    ['Condition de livraison', content.deliveryTerm],
    ['Transporteur', content.carrier],
    ['Véhicule', content.vehicle],
    ['Conteneur', container ?? '-'],
    ['Scellé', seal ?? '-'],
    ['Prévue le', content.plannedOn],
    ['Partie le', departedAt ?? '-'],
  ];
  for (const [name, value] of said) pdf.text(`${name} : ${value}`);
  pdf.moveDown();
}

function rows(pdf: Pdf, lines: readonly PackingLine[]): void {
  row(
    pdf,
    COLUMNS.map(({ title }) => title),
  );
  for (const line of lines)
    row(
      pdf,
      COLUMNS.map(({ of }) => of(line)),
    );
}

function row(pdf: Pdf, cells: readonly string[]): void {
  if (pdf.y > BOTTOM - ROW) pdf.addPage();
  const { y } = pdf;
  let x = LEFT;
  for (const [index, cell] of cells.entries()) {
    const { width } = COLUMNS[index] ?? { width: 60 };
    pdf.fontSize(8).text(cell, x, y, { width: width - 4, height: ROW, ellipsis: true, lineBreak: false });
    x += width;
  }
  pdf.y = y + ROW;
}

function total(pdf: Pdf, lines: readonly PackingLine[]): void {
  const grams = lines.reduce((sum, line) => sum + line.grams, 0);
  const units =
    new Set(lines.map(({ sscc }) => sscc)).size - (lines.some(({ sscc }) => sscc === null) ? 1 : 0);
  pdf.fontSize(10).text(`Total : ${units} colis, ${formatFrench(grams, 0)} g nets`, LEFT, pdf.y + 6);
}
