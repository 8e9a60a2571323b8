import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { AggregateId, Caller, CommandCall, CommandHandler, InjectAggregate, Input } from '@oce/service-kit';
import { certificateAggregate } from '../domain/certificate';
import {
  CertificateEffectDto,
  GrantCertificateDto,
  GroupSuspensionDto,
  InspectMemberDto,
  ListMembersDto,
  type GroupMemberDto,
} from './certificate.dto';

const subject = commandSubjectsOf(certificateAggregate);
const scopes = ['certification:write'];

const memberOf = (member: GroupMemberDto) => ({
  ...member,
  turnoverEuroCents: member.turnoverEuroCents ?? null,
  standardOutputEuroCents: member.standardOutputEuroCents ?? null,
  certificationCostPpm: member.certificationCostPpm ?? null,
});

/** Commands on certificates, and on the members of organic groups. */
@Controller('certification/certificates')
export class CertificateController {
  constructor(
    @InjectAggregate(certificateAggregate)
    private readonly certificates: HandlerOf<typeof certificateAggregate>,
  ) {}

  @CommandHandler({ subject: subject('grant'), scopes })
  grant(@Input() { activities = [], ...body }: GrantCertificateDto, @Caller() call: CommandCall) {
    const [standard, holder] = [{ ...body.standard }, { ...body.holder }];
    const data = { ...body, standard, holder, activities };
    return call.handle(this.certificates, body.certificateId, { type: 'GrantCertificate', data });
  }

  @CommandHandler({ path: ':id/suspensions', subject: subject('suspend'), scopes })
  suspend(@AggregateId() id: string, @Input() body: CertificateEffectDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'SuspendCertificate', data: { ...body } });
  }

  @CommandHandler({ path: ':id/reinstatements', subject: subject('reinstate'), scopes })
  reinstate(@AggregateId() id: string, @Input() body: CertificateEffectDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'ReinstateCertificate', data: { ...body } });
  }

  @CommandHandler({ path: ':id/withdrawal', subject: subject('withdraw'), scopes })
  withdraw(@AggregateId() id: string, @Input() body: CertificateEffectDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'WithdrawCertificate', data: { ...body } });
  }

  @CommandHandler({ path: ':id/members', subject: subject('list-members'), scopes })
  listMembers(@AggregateId() id: string, @Input() body: ListMembersDto, @Caller() call: CommandCall) {
    const data = { validFrom: body.validFrom, members: body.members.map(memberOf) };
    return call.handle(this.certificates, id, { type: 'ListMembers', data });
  }

  @CommandHandler({ path: ':id/inspections', subject: subject('inspect'), scopes })
  inspect(@AggregateId() id: string, @Input() body: InspectMemberDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'InspectMember', data: { ...body } });
  }

  @CommandHandler({ path: ':id/member-suspensions', subject: subject('suspend-member'), scopes })
  suspendMember(@AggregateId() id: string, @Input() body: GroupSuspensionDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'SuspendMember', data: { ...body } });
  }

  @CommandHandler({ path: ':id/member-liftings', subject: subject('lift-suspension'), scopes })
  lift(@AggregateId() id: string, @Input() body: GroupSuspensionDto, @Caller() call: CommandCall) {
    return call.handle(this.certificates, id, { type: 'LiftSuspension', data: { ...body } });
  }
}
