/** Filters for those who listen to a context's aggregates: `evt.collection.delivery.*`. */
export function eventsOf(context: string, aggregate?: string): string {
  return aggregate === undefined ? `evt.${context}.>` : `evt.${context}.${aggregate}.*`;
}

/** The subject on which a context takes a command: `cmd.collection.delivery.weigh-in`. */
export function commandSubject(context: string, aggregate: string, command: string): string {
  return `cmd.${context}.${aggregate}.${command}`;
}

/** The subjects of one aggregate's commands: `const subject = commandSubjectsOf(orderAggregate)`, then `subject('place')`. */
export const commandSubjectsOf =
  ({ context, aggregate }: { readonly context: string; readonly aggregate: string }) =>
  (command: string): string =>
    commandSubject(context, aggregate, command);
