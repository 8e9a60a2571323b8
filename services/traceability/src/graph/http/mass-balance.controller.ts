import { Controller, Get, Query } from '@nestjs/common';
import {
  InjectProjection,
  IsBusinessDate,
  IsId,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { businessDate } from '@oce/quantities';
import { massBalanceOf } from '../domain/mass-balance';
import { nodeKey, type LotNode, type RunNode, type TraceNode } from '../domain/nodes';
import { traceNodesProjection } from '../reads/trace-nodes';

export class MassBalanceQuery {
  @IsId()
  site: string;

  @IsBusinessDate()
  from: string;

  @IsBusinessDate()
  to: string;

  /** `organic`, as certification names it. */
  @IsId()
  claim: string;
}

/** What a site made with a claim, beside what it took in with it. */
@Scopes('traceability:read')
@Controller('traceability/mass-balance')
export class MassBalanceController {
  constructor(@InjectProjection(traceNodesProjection) private readonly nodes: ProjectionView<TraceNode>) {}

  @Get()
  async balance(@Query() query: MassBalanceQuery, @MinPosition() position: LogPosition) {
    const { site, from, to, claim } = query;
    const nodes = await this.nodes.at(position);
    // A business day begins before that of the clock in the log; what is not of the period goes below.
    const found = await nodes.all({
      stationId: site,
      completedAt: { $gte: dayBefore(from), $lte: `${to}T23:59:59.999Z` },
    });
    const runs = found.filter((node): node is RunNode & typeof node => {
      if (node.kind !== 'run') return false;
      const day = businessDate(node.completedAt);
      return day >= from && day <= to;
    });
    const lotIds = new Set(runs.flatMap(({ origins, outputs }) => [...origins, ...outputs].map(lotIdOf)));
    const lots = await nodes.all({ _id: { $in: [...lotIds].map((lotId) => nodeKey('lot', lotId)) } });
    const byId = new Map(lots.map((lot) => [lot.id, lot as LotNode]));
    return { site, from, to, claim, ...massBalanceOf(runs, claim, (lotId) => byId.get(lotId)) };
  }
}

const lotIdOf = ({ lotId }: { readonly lotId: string }): string => lotId;

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString();
