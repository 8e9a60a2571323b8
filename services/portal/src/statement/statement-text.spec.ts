import { projected } from '@oce/testing';
import {
  advance,
  batchPrepared,
  correctionAfterClosing,
  finalShare,
  payoutConfirmed,
} from '../../test/account-events';
import { emptyStatement } from './domain/statement';
import { statementText } from './http/statement-text';
import { shownLine } from './reads/statement-reader';
import { statementPagesProjection } from './reads/statement-pages';
import { statementsProjection } from './reads/statements';

const ticket = {
  deliveryId: 'TM-1_T-1',
  ticketNumber: 'T-1',
  weighedAt: '2026-10-01T08:00:00Z',
  netGrams: 1_500_000,
};
const text = (next: string | null = null) => {
  const events = [advance(), batchPrepared('P-1'), payoutConfirmed(), finalShare(), correctionAfterClosing()];
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
  const withTickets = lines.map((line) => shownLine(line, tickets, {}));
  return statementText({ producerCode, totals, owed, lines: withTickets, next, pools: {}, position: 5 });
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

  it('says so where nothing has happened yet', () => {
    const empty = { ...emptyStatement('P-7'), owed: [], lines: [], next: null, pools: {}, position: 0 };
    expect(statementText(empty)).toContain('Aucune opération.');
  });
});
