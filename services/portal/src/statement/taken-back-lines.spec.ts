import type { LineEvent } from './domain/statement-lines';
import { grownGolden } from '@oce/testing';
import { correctionTakenBack, supplementTakenBack } from '../../test/late-events';
import { lineOf } from './domain/statement-lines';

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);

describe('lines that take a line of a closing back', () => {
  it.each(['FinalShareTakenBack', 'SupplementTakenBack', 'CorrectionTakenBack'])(
    '%s: its gross less deductions, and its claim, come to its net, and it cites what it takes back',
    (type) => {
      const event = grownGolden(type) as LineEvent;
      const line = lineOf(event);
      const taken = sumOf(line.deductions.map((one) => one.takenCentimes));
      expect(line.grossCentimes - taken + line.claimCentimes).toBe(line.netCentimes);
      expect(line.references.citesLineId).toBe((event.data as { citesLineId: string }).citesLineId);
    },
  );

  it('says of a supplement what it had given, and of a correction what it had changed', () => {
    expect(lineOf(supplementTakenBack('CR-1'))).toMatchObject({
      kind: 'supplement_taken_back',
      label: 'supplement_repris',
      grossCentimes: -19_567,
      deductions: [{ reference: 'CR-1', takenCentimes: -5_870 }],
      claimCentimes: 0,
      netCentimes: -13_697,
      basis: { of: 'correction', reason: 'an invoice was forgotten' },
    });
    expect(lineOf(correctionTakenBack('COR-1'))).toMatchObject({
      kind: 'correction_taken_back',
      label: 'correction_annulee',
      grade: 'extra',
      grossCentimes: 68_050,
      claimCentimes: -68_050,
      netCentimes: 0,
      references: { deliveryIds: ['TM-1_T-1'], poolId: 'POOL-1', citesLineId: 'COR-1' },
    });
  });
});
