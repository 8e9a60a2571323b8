/** How goods may travel under a rule: by any means, or by sea and inland waterway only. */
export type IncotermMode = 'any' | 'sea';

/** The eleven rules of Incoterms 2020, in the order in which the seller's part grows. */
export const INCOTERMS_2020 = {
  EXW: { name: 'Ex Works', mode: 'any' },
  FCA: { name: 'Free Carrier', mode: 'any' },
  FAS: { name: 'Free Alongside Ship', mode: 'sea' },
  FOB: { name: 'Free On Board', mode: 'sea' },
  CFR: { name: 'Cost and Freight', mode: 'sea' },
  CIF: { name: 'Cost, Insurance and Freight', mode: 'sea' },
  CPT: { name: 'Carriage Paid To', mode: 'any' },
  CIP: { name: 'Carriage and Insurance Paid To', mode: 'any' },
  DAP: { name: 'Delivered at Place', mode: 'any' },
  DPU: { name: 'Delivered at Place Unloaded', mode: 'any' },
  DDP: { name: 'Delivered Duty Paid', mode: 'any' },
} as const satisfies Record<string, { readonly name: string; readonly mode: IncotermMode }>;

export type Incoterm = keyof typeof INCOTERMS_2020;
export type DeliveryTermRule = 'incoterm_unknown' | 'incoterm_place_missing' | 'incoterm_mode';

export type DeliveryTermCheck =
  | { readonly ok: true; readonly value: string; readonly incoterm: Incoterm; readonly place: string }
  | { readonly ok: false; readonly rule: DeliveryTermRule; readonly message: string };

/** Whether the text, in upper case, is a rule of Incoterms 2020. */
export function isIncoterm(text: string): text is Incoterm {
  return Object.hasOwn(INCOTERMS_2020, text);
}

/**
 * A term of delivery "FOB Casablanca": a rule and always a named place. With `transport` given, a sea-only rule is
 * refused for goods that do not go by sea. Normalised to the upper-case rule, one space, and the place as written.
 */
export function checkDeliveryTerm(
  text: string,
  transport?: 'sea' | 'road' | 'rail' | 'air',
): DeliveryTermCheck {
  const [first = '', ...rest] = text.trim().split(/\s+/u);
  const incoterm = first.toUpperCase();
  const place = rest.join(' ');
  if (!isIncoterm(incoterm)) return refused('incoterm_unknown', 'the rule is not one of Incoterms 2020');
  if (place === '') return refused('incoterm_place_missing', `${incoterm} needs a named place`);
  if (transport !== undefined && transport !== 'sea' && INCOTERMS_2020[incoterm].mode === 'sea') {
    return refused('incoterm_mode', `${incoterm} is for carriage by sea only, not by ${transport}`);
  }
  return { ok: true, value: `${incoterm} ${place}`, incoterm, place };
}

function refused(rule: DeliveryTermRule, message: string): DeliveryTermCheck {
  return { ok: false, rule, message };
}
