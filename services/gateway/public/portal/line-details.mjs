import { amount, apart, dirhams, filled, kilograms, percent, points } from './format.mjs';

/** How a line came about, what was taken from it, and what it cites. */
export function detailsOf(words, { basis, deductions, claimCentimes, references, priceChain }) {
  const taken = deductions.map(({ kind, reference, takenCentimes, leftCentimes }) => {
    const left = leftCentimes ? ` (${filled(words.left, { amount: dirhams(leftCentimes) })})` : '';
    return `${words.taken[kind] ?? kind} ${apart(reference)} : ${apart(amount(-takenCentimes))}${left}`;
  });
  const carried = claimCentimes ? [`${words.carried} : ${apart(amount(claimCentimes))}`] : [];
  return [...basisOf(words, basis, references, priceChain), ...taken, ...carried];
}

function basisOf(words, basis, references, chain) {
  switch (basis.of) {
    case 'advance': {
      const weight = kilograms(basis.payableGrams);
      const price = dirhams(basis.pricePerKgCentimes);
      const values = {
        weight,
        price,
        percent: percent(basis.advancePpm),
        schedule: references.priceScheduleVersion,
      };
      return [filled(words.ofAdvance, values)];
    }
    case 'purchase': {
      const weight = kilograms(basis.payableGrams);
      const price = dirhams(basis.pricePerKgCentimes);
      return [filled(words.ofPurchase, { weight, price, schedule: references.priceScheduleVersion })];
    }
    case 'final_share': {
      const advances = dirhams(basis.advancesCentimes);
      const share = { pool: references.poolId, share: dirhams(basis.shareCentimes), advances };
      const sum = dirhams(basis.distributableCentimes);
      const pool = { points: points(basis.points), all: points(basis.poolPoints), sum };
      return [filled(words.ofShare, share), ...salesOf(words, chain), filled(words.ofPool, pool)];
    }
    case 'supplement': {
      const share = dirhams(basis.shareCentimes);
      const advances = dirhams(basis.advancesCentimes);
      const part = { pool: references.poolId, number: basis.number, share, advances };
      const own = filled(words.ofSupplement, { ...part, points: points(basis.points) });
      return [own, ...laterOf(words, chain)];
    }
    case 'arrears': {
      const advances = dirhams(basis.advancesCentimes);
      const end = filled(words.ofArrears, { pool: references.poolId, advances });
      const lapsed = filled(words.lapsed, { amount: dirhams(basis.arrearsCentimes) });
      return basis.arrearsCentimes === 0 ? [end] : [end, lapsed];
    }
    case 'correction':
      return [correctionOf(words, basis, references)];
    case 'cash': {
      const { name: counter, place } = basis.counter;
      const values = {
        amount: dirhams(basis.amountCentimes),
        counter,
        place,
        reference: references.endToEndId,
      };
      const reason = basis.reasonCode ? [filled(words.reason, { reason: basis.reasonCode })] : [];
      return [filled(words.ofCash, values), ...reason];
    }
    default: {
      const values = { amount: dirhams(basis.amountCentimes), reference: references.endToEndId };
      const reason = basis.reasonCode ? [filled(words.reason, { reason: basis.reasonCode })] : [];
      return [filled(words.ofTransfer, values), ...reason];
    }
  }
}

/** What takes a claim back cites no line. */
function correctionOf(words, { reason }, { citesLineId: line }) {
  return line ? filled(words.ofCorrection, { line, reason }) : filled(words.ofReversedClaim, { reason });
}

/** What the pool's goods were sold for, where that is known. */
function salesOf(words, chain) {
  if (chain?.of !== 'final_share' || chain.proceedsCentimes === null) return [];
  const { proceedsCentimes, chargesCentimes } = chain;
  return [filled(words.ofSales, { proceeds: dirhams(proceedsCentimes), charges: dirhams(chargesCentimes) })];
}

/** What came to the pool after its closing. */
function laterOf(words, chain) {
  if (chain?.of !== 'supplement') return [];
  const { restBeforeCentimes, metFirstCentimes, sharedCentimes, poolPoints } = chain;
  const rest = dirhams(restBeforeCentimes);
  const met = dirhams(metFirstCentimes);
  return [filled(words.ofLater, { rest, met, shared: dirhams(sharedCentimes), all: points(poolPoints) })];
}
