import type { PaymentsContractEvent } from '@oce/contracts';
import { projected } from '@oce/testing';
import {
  advance,
  batchPrepared,
  correctionAfterClosing,
  finalShare,
  payoutConfirmed,
} from '../../test/account-events';
import {
  arrearsSettled,
  cashConfirmed,
  cashPrepared,
  supplementDistributed,
  supplementPosted,
} from '../../test/late-events';
import type { BelowMinimum } from './domain/payout-minimum';
import { emptyStatement } from './domain/statement';
import { statementText } from './http/statement-text';
import { shownLine } from './reads/statement-reader';
import { statementPagesProjection } from './reads/statement-pages';
import { statementsProjection } from './reads/statements';
import { supplementsProjection } from './reads/supplements';

const ticket = {
  deliveryId: 'TM-1_T-1',
  ticketNumber: 'T-1',
  weighedAt: '2026-10-01T08:00:00Z',
  netGrams: 1_500_000,
};
const NO_MINIMUM: BelowMinimum = { minimum: null, carriedForwardCentimes: 0 };
const season = [advance(), batchPrepared('P-1'), payoutConfirmed(), finalShare(), correctionAfterClosing()];
const supplements = new Map(Object.entries(projected(supplementsProjection, [supplementDistributed()])));
const text = (
  next: string | null = null,
  events: readonly PaymentsContractEvent[] = season,
  below = NO_MINIMUM,
) => {
  const { producerCode, totals } = projected(statementsProjection, events)['P-1'] ?? emptyStatement('P-1');
  const lines = projected(statementPagesProjection, events)['P-1|0']?.lines ?? [];
  const owed = [
    {
      kind: 'input_credit' as const,
      reference: 'CR-1',
      grantedCentimes: 240_000,
      leftCentimes: 81_564,
      dueOn: '2026-09-15',
    },
  ];
  const tickets = { get: () => ticket };
  const withTickets = lines.map((line) => shownLine(line, tickets, { pools: {}, supplements }));
  const view = { producerCode, totals, owed, lines: withTickets, next, pools: {}, position: 5 };
  return statementText({ ...view, ...below });
};

describe('a statement as text', () => {
  it('says in French what was earned, what was taken and what it cites', () => {
    const shown = text();
    expect(shown).toContain('RELEVÉ DU PRODUCTEUR P-1');
    expect(shown).toMatch(/02\/10\/2026 {2}Avance sur livraison, ticket T-1 +5 281,20 +3 546,84 +3 546,84/);
    expect(shown).toMatch(/Crédit intrants CR-1 +-1 584,36/);
    expect(shown).toContain('1 467,000 kg à 6,00 MAD/kg');
    expect(shown).toContain('Livré le 01/10/2026, écrit le 02/10/2026');
    expect(shown).toMatch(/Reste à retenir, Crédit intrants CR-1 +815,64/);
    expect(shown).toContain('6,480944 MAD le point');
    expect(shown).toMatch(/01\/03\/2027 {2}Complément de campagne +4 701,72 +3 886,08 +3 886,08/);
    expect(shown).toMatch(/Reporté sur règlements suivants +680,50/);
    expect(shown).toContain('Corrige la ligne FIN-POOL-1-P-1: tare');
    expect(shown).toMatch(/Solde dû au producteur +3 886,08/);
  });

  it('aligns its amounts to the right edge of their columns', () => {
    const balances = text()
      .split('\n')
      .filter((line) => /^\d\d\/\d\d\/\d{4}/.test(line));
    expect(balances).toHaveLength(4);
    expect(new Set(balances.map((line) => line.length)).size).toBe(1);
  });

  it('says where the lines before these are', () => {
    expect(text()).not.toContain('Lignes antérieures');
    expect(text('3-12')).toContain('Lignes antérieures : demander la suite avec after=3-12');
  });

  it('follows a supplement back to what came to the pool after its closing', () => {
    const shown = text(null, [finalShare(), supplementPosted()]);
    expect(shown).toMatch(/01\/03\/2027 {2}Complément supplémentaire +195,67 +195,67/);
    expect(shown).toContain('Pool POOL-1, répartition supplémentaire no 1: venu depuis 1 100,00 MAD');
    expect(shown).toContain('livraisons tardives 100,00 MAD, à répartir 1 000,00 MAD');
    expect(shown).toContain('1 540,35 points sur 7 872,31, 0,127028 MAD le point');
  });

  it('names the counter of cash', () => {
    const shown = text(null, [advance(), cashPrepared(), cashConfirmed()]);
    expect(shown).toMatch(/20\/10\/2026 {2}Espèces au guichet +-3 546,84 +-3 546,84 +0,00/);
    expect(shown).toContain('3 546,84 MAD au guichet Guichet de Sefrou, Sefrou');
    expect(shown).toContain('Référence CSH-1');
  });

  it('says which minimum applies, and what is carried forward for it', () => {
    const minimum = { version: 'T-1', validFrom: '2026-10-01', minimumTransferCentimes: 5_000 };
    expect(text()).not.toContain('Minimum');
    const above = text(null, season, { minimum, carriedForwardCentimes: 0 });
    expect(above).toMatch(/Minimum d'un virement depuis le 01\/10\/2026 +50,00/);
    expect(above).not.toContain('moins que le minimum');
    const below = text(null, season, { minimum, carriedForwardCentimes: 4_999 });
    expect(below).toMatch(/dont reporté, moins que le minimum +49,99/);
  });

  it('says what the end of a pool has left to the member, and moves no balance', () => {
    const shown = text(null, [...season, arrearsSettled()]);
    expect(shown).toMatch(/01\/06\/2027 {2}Fin du pool +0,00 +0,00 +3 /);
    expect(shown).toContain('Pool POOL-1 clos définitivement');
    expect(shown).toContain('Restait dû pour livraisons tardives 6 480,94 MAD: éteint');
    expect(shown).toContain("Avances acquises au producteur, à la charge de l'OCE: 3 600,00 MAD");
  });

  it('says so where nothing has happened yet', () => {
    const empty = {
      ...emptyStatement('P-7'),
      ...NO_MINIMUM,
      owed: [],
      lines: [],
      next: null,
      pools: {},
      position: 0,
    };
    expect(statementText(empty)).toContain('Aucune opération.');
  });
});
