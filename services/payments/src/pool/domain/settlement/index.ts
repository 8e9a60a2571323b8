export { advanceOn, type Advance, type PriceSchedule } from './advance';
export { chargesOn, type ChargedBy, type ChargeLine, type ChargeTerms, type PostedCost } from './charges';
export { correctAfterClosing, recoveryClaim, type Correction, type CountedDelivery } from './correction';
export {
  carriedForward,
  deduct,
  DEDUCTION_ORDER,
  type DeductionClaim,
  type DeductionKind,
  type DeductionLine,
  type DeductionSchedule,
  type Settlement,
} from './deductions';
export {
  countPoints,
  type ContractKind,
  type Contribution,
  type MemberPoints,
  type PointCount,
} from './points';
export {
  complementOf,
  distribute,
  type ClosedValue,
  type Complement,
  type Distribution,
  type MemberShare,
} from './pool';
