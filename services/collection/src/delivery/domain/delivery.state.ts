import type { DeliveryGraded, DeliveryReversed, DeliveryWeighedIn } from '@oce/contracts';

export interface DeliveryState {
  readonly weighed?: DeliveryWeighedIn['data'];
  readonly graded?: DeliveryGraded['data'];
  readonly refusedFor?: string;
  readonly reversed?: DeliveryReversed['data'];
  readonly lotId?: string;
}
