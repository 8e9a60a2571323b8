/** The stream that contexts share; what must stay private to one has a stream of its own. */
export const OCE = 'OCE';
