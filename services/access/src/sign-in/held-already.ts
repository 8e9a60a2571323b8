import type { Command } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import type { Credentials } from './attempts';

/**
 * The outcome of a command that asks for what holds already, where only the edge can see that: a decider knows no secret.
 * Under its own key it is the first outcome.
 */
export async function heldAlready(credentials: Credentials, id: string, command: Command): Promise<Outcome> {
  const first = await credentials.outcomeOf(id, command);
  if (first) return first;
  const { position, version } = await credentials.load(id);
  return { position, version, commitId: '', events: [], repeated: true };
}
