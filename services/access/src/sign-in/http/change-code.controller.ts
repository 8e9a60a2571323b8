import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { conflict, invalid } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import type { MemoryView } from '@oce/projections';
import {
  Caller,
  CommandCall,
  InjectAggregate,
  InjectMemoryView,
  InjectPersonKeys,
  problem,
  ProblemError,
  Scopes,
} from '@oce/service-kit';
import { credentialAggregate } from '../../credential/domain/credential';
import { credentialIdOf, type ChangeCode } from '../../credential/domain/credential.commands';
import { heldAlready, type Credentials } from '../../credential/http/outcomes';
import { producerReferences, type ProducerReference } from '../../credential/reads/producers';
import { Attempts } from '../attempts';
import { codeFault } from '../secrets';
import { SignIn } from '../sign-in';
import type { SignedIn } from '../token-issuer';
import { Vault } from '../vault';
import { ChangeCodeDto } from './token.dto';

const FAULTS = {
  code_repeats: 'Choose a code that does not repeat itself.',
  code_runs: 'Choose a code whose digits do not follow each other.',
  code_is_birth_date: 'Choose a code that is not your birth date.',
} as const;

/** A producer chooses a code of their own: at first use they must, later they may. */
@Controller('access/codes/change')
export class ChangeCodeController {
  constructor(
    private readonly attempts: Attempts,
    private readonly vault: Vault,
    private readonly signIn: SignIn,
    @InjectAggregate(credentialAggregate) private readonly credentials: Credentials,
    @InjectMemoryView(producerReferences) private readonly producers: MemoryView<ProducerReference>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  /** Answers with a token for everything that a producer may do. */
  @Scopes('portal:change-code', 'portal:self')
  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async change(@Body() body: ChangeCodeDto, @Caller() call: CommandCall): Promise<SignedIn> {
    const { producerCode, code, newCode } = body;
    if (call.identity.producerCode !== producerCode)
      throw new ProblemError(problem(403, 'not_your_code', 'A producer changes their own code only.'));
    const meta = await call.meta();
    const id = credentialIdOf('producer', producerCode);
    const command = { type: 'ChangeCode', data: { producerCode }, meta } as const;
    // Sent again after it was done, the old code is over and the new one shows who it is.
    const { state, secret } = await this.attempts.oneOf('producer', producerCode, [code, newCode], meta);
    const isUnchanged = secret === newCode && (newCode === code || state.mustChange);
    if (isUnchanged) throw conflict('code_unchanged', 'Choose another code than the old one.', 'newCode');
    const isRepeat = secret === newCode;
    const outcome = isRepeat
      ? await heldAlready(this.credentials, id, command)
      : await this.choose(id, command, newCode);
    await call.reply(id, outcome);
    return this.signIn.ofProducer(producerCode, false, meta.now);
  }

  private async choose(id: string, command: Omit<ChangeCode, 'sealed'>, newCode: string): Promise<Outcome> {
    const { producerCode } = command.data;
    const fault = codeFault(newCode, await this.birthDateOf(producerCode));
    if (fault !== undefined) throw invalid(fault, FAULTS[fault], 'newCode');
    const sealed = { codeHash: await this.vault.seal('producer', producerCode, newCode) };
    return this.credentials.handle(id, { ...command, sealed });
  }

  /** @throws StoreUnavailable where memory has not come to it yet: a birth date must not pass for a code meanwhile */
  private async birthDateOf(producerCode: string): Promise<string | undefined> {
    const birthDate = (await this.producers.find(producerCode))?.birthDate;
    if (!birthDate) return undefined;
    return (await this.keys.decrypt(producerCode, { birthDate })).fields?.birthDate;
  }
}
