import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Edge } from '../domain/downstream';

const { LotDrawn } = conditioning.lotBalance;
const { TankFilled, TankDrawn } = conditioning.tank;
const { RunCompleted } = conditioning.run;
const { UnitPacked } = conditioning.unit;
const separator = '|';
const keyOf = (from: string, into: string): string => `${from}${separator}${into}`;

/**
 * Where did goods go, and what is in units? A document an edge, so that none grows. What was given back stays: a recall rather names too much than
 * too little.
 */
export const edgesProjection = projectionFrom(
  LotDrawn,
  TankFilled,
  TankDrawn,
  RunCompleted,
  UnitPacked,
)<Edge>({
  name: 'goods_edges',
  // 3: without those from lots into units.
  version: 3,
  indexes: [{ fields: { from: 1 } }, { fields: { into: 1 } }],
  keys(event) {
    switch (event.type) {
      case 'LotDrawn':
        // What is packed is read from its unit: there may be thousands, and nothing is made of them.
        if (event.data.into.kind === 'unit') return [];
        return [keyOf(`lot:${event.data.lotId}`, `${event.data.into.kind}:${event.data.into.id}`)];
      case 'TankFilled':
        return [keyOf(`lot:${event.data.lotId}`, `tank:${event.data.tankId}`)];
      case 'TankDrawn':
        return [keyOf(`tank:${event.data.tankId}`, `${event.data.into.kind}:${event.data.into.id}`)];
      case 'RunCompleted':
        return event.data.outputs.map(({ lotId }) => keyOf(`run:${event.data.runId}`, `lot:${lotId}`));
      case 'UnitPacked':
        return [
          ...event.data.goods.map(({ lotId }) => `lot:${lotId}`),
          ...event.data.units.map(({ sscc }) => `unit:${sscc}`),
        ].map((into) => keyOf(`unit:${event.data.sscc}`, into));
    }
  },
  project(document, event, { position: lastAt }, key) {
    const [from = '', into = ''] = key.split(separator);
    const firstAt = document?.firstAt ?? lastAt;
    if (event.type !== 'TankDrawn') return { from, into, firstAt, lastAt, rawLotIds: null };
    const { origins, heelLotIds } = event.data;
    const drawn = [...(document?.rawLotIds ?? []), ...origins.map(({ lotId }) => lotId), ...heelLotIds];
    return { from, into, firstAt, lastAt, rawLotIds: [...new Set(drawn)].sort() };
  },
});
