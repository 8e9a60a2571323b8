/** What actors begin with that are no persons: policies, services and terminals of the office. */
const MACHINES = ['policy:', 'service:', 'terminal:'];

/** Whether a person asks, and no machine: duties that are kept apart are those of persons. */
export const isPerson = (actor: string): boolean => !MACHINES.some((machine) => actor.startsWith(machine));
