import { ServerNats, type NatsContext } from '@nestjs/microservices';
import type { Msg } from '@nats-io/transport-node';
import { natsAnswerHeaders } from '../requests/call';
import { plainJsonAnswer, type Packet } from './plain-json';

/** Nest's server of NATS, which also answers with the headers that a handler has set for its call. */
export class CommandServer extends ServerNats {
  override getPublisher(message: Msg, _id: string, context: NatsContext): (packet: Packet) => void {
    // Whoever names no inbox wants no answer.
    if (!message.reply) return () => undefined;
    return (packet) => {
      const { data, headers } = plainJsonAnswer(packet, natsAnswerHeaders(context));
      message.respond(data, { headers });
    };
  }
}
