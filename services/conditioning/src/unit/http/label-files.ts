import { toBuffer, toSVG } from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { elementText, type Element } from '../domain/label';

const BARS = { bcid: 'gs1-128', includetext: true, height: 25, textxalign: 'center' } as const;

/** The label as SVG, to be shown or printed at any size. */
export const labelSvg = (elements: readonly Element[]): string =>
  toSVG({ ...BARS, text: elementText(elements) });

/** The label as a PDF of one A6 page: title, bars, and what they say in words that people read. */
export async function labelPdf(title: string, elements: readonly Element[]): Promise<Buffer> {
  const image = await toBuffer({ ...BARS, scale: 4, text: elementText(elements) });
  const pdf = new PDFDocument({ size: 'A6', layout: 'landscape', margin: 24, info: { Title: title } });
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.fontSize(14).text(title).moveDown();
  pdf.image(image, { fit: [370, 130], align: 'center' });
  pdf.end();
  return done;
}
