import type { Event } from '@oce/event-sourcing';

type Step = (data: Record<string, unknown>) => Record<string, unknown>;

/** One step a version: `DeliveryWeighedIn` 1 became 2 when scales were recorded. A stored event never changes. */
const STEPS: Readonly<Record<string, Readonly<Record<number, Step>>>> = {
  DeliveryWeighedIn: { 1: (data) => ({ ...data, scaleId: null }) },
};

/** Brings an event up to the current version of its type, step by step; others come back as they are. */
export function upcast(event: Event): Event {
  const steps = STEPS[event.type];
  if (steps === undefined) return event;
  let { v, data } = event as { v: number; data: Record<string, unknown> };
  for (let step = steps[v]; step !== undefined; step = steps[v]) {
    data = step(data);
    v += 1;
  }
  return v === event.v ? event : { type: event.type, v, data };
}
