import { parse } from 'csv-parse/sync';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files of one spec. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), 'imports-'));

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** The rows of a file of refused lines, below its header; undefined where there is none. */
  refused(name: string): string[][] | undefined {
    const path = join(this.folder, name);
    if (!existsSync(path)) return undefined;
    return parse(readFileSync(path, 'utf8'), { delimiter: ';', from_line: 2, bom: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export const CREDITS = [
  'N° crédit;Code producteur;Date;Objet;Montant (MAD)',
  'CR-1;P-1;13/09/2026;Caisses;1500,00',
  'CR-2;P-2;04/09/2026;Filets;900,00',
  'CR-3;P-1;04/09/2026;Filets;neuf cents',
  '',
].join('\r\n');
