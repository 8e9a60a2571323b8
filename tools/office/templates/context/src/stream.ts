/** The stream that this context writes to. */
export const STREAM = '__STREAM__';
