export type { Check } from './check';
export {
  checkGln,
  checkGtin13,
  checkGtin14,
  checkSscc,
  gs1CheckDigit,
  withGs1CheckDigit,
  type Gs1Rule,
} from './gs1';
export {
  checkIban,
  checkRib,
  formatRib,
  ibanOfRib,
  ribKey,
  ribOfIban,
  type IbanRule,
  type RibRule,
} from './bank';
export { checkIce, iceKey, type IceRule } from './ice';
export { checkCin, checkPhone, type CinRule, type PhoneRule } from './people';
export {
  INCOTERMS_2020,
  checkDeliveryTerm,
  isIncoterm,
  type DeliveryTermCheck,
  type DeliveryTermRule,
  type Incoterm,
  type IncotermMode,
} from './incoterms';
